declare module "elkjs/lib/elk-worker.min.js?raw" {
  const source: string;
  export default source;
}
