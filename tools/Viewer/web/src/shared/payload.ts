/** What the command line has put into this page; null if nothing, as when the page is served. */
export function payload<T>(): T | null {
  return JSON.parse(document.getElementById("payload")?.textContent ?? "null") as T | null;
}
