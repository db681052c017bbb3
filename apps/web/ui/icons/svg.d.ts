declare module "*.svg" {
  /** Where the bundler puts it. */
  const address: string;
  // biome-ignore lint/style/noDefaultExport: this is how the bundler gives it
  export default address;
}
