/** Stop words of languages that are only told apart from those with phrases. ISO 639-1. */
export const OTHER_STOP_WORDS: Readonly<Record<string, string>> = {
  es: "el la los las un una y de que en no se por con para su sus es al lo como más pero le ya o este sí porque esta cuando muy sin sobre también me hasta hay donde quien desde nos todos usted ustedes su cuenta del está son ha han puede si mi tu",
  it: "il lo la gli le un una di che e è in non per con su sono si da come più ma anche se al alla della delle dei del nel nella suo sua suoi questo questa ha hanno essere i o ci mi ti vi il tuo tua nostro nostra vostro gentile cliente",
  pt: "o a os as um uma de que e do da em não se por com para seu sua seus é ao no na dos das como mais mas foi ele você vocês também já ou quando muito nos está isso pelo pela até sem mesmo são ser tem à às nossa nosso sua conta",
  pl: "i w na nie z się do to że jest o jak za od po co ale dla przez by tego czy tym ten jego jej są być tylko lub oraz Twoje Pan Pani nas was już może ich przed pod gdy",
  da: "og i at det er en til på for af der de med ikke den som har jeg du vi han hun et om var din dit dine kan skal vil fra eller efter ved os deres blive være",
  sv: "och i att det är en till på för av som de med inte den har jag du vi han hon ett om var din ditt dina kan ska vill från eller efter vid oss deras bli vara",
};
