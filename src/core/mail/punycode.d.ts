/** The package itself: the bare name is a deprecated module of Node's. */
declare module "punycode/punycode.js" {
  const punycode: {
    /** @throws RangeError for what is no Punycode. */
    decode(text: string): string;
    encode(text: string): string;
  };
  // biome-ignore lint/style/noDefaultExport: the package's own form.
  export default punycode;
}
