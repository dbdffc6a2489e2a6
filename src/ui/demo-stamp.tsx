import { useText } from "./text.tsx";

/** On every screen of a demo directory: nobody may take a rehearsal for the real thing. Texts: common.demo. */
export function DemoStamp() {
  const { t } = useText();
  return (
    <p className="zegel-demo" role="note">
      <strong>{t("common.demo.title")}</strong> {t("common.demo.text")}
    </p>
  );
}
