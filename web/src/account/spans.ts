import { all } from "../dom";

/** The span names of an element: those of `data-spans`, parted by spaces. */
export function spansOf(element: HTMLElement | SVGElement): string[] {
  return (element.dataset["spans"] ?? "").split(" ").filter(Boolean);
}

/** The span that a link leads to, on this page or where its report's text is; "" for other links. */
export function spanOf(link: Element | null): string {
  const href = link?.getAttribute("href") ?? "";
  const name = href.slice(href.indexOf("#") + 1);
  return href.includes("#") && /^[A-Z?]+-\d+-\d+$/.test(name) ? name : "";
}

/** Which marks a span is cut into, and which items rest on it. Reports that arrive later are added. */
export class Spans {
  private readonly pieces = new Map<string, HTMLElement[]>();
  private readonly citing = new Map<string, HTMLElement[]>();

  constructor() {
    this.add(document);
    for (const item of all(".item[data-spans]")) for (const name of spansOf(item)) push(this.citing, name, item);
  }

  /** The marks in this part of the page are known from now on. */
  add(root: ParentNode): void {
    for (const mark of all("mark[data-s]", root)) push(this.pieces, mark.dataset["s"] ?? "", mark);
  }

  marksOf(name: string): HTMLElement[] {
    return this.pieces.get(name) ?? [];
  }

  itemsOn(name: string): HTMLElement[] {
    return this.citing.get(name) ?? [];
  }
}

function push(map: Map<string, HTMLElement[]>, key: string, one: HTMLElement): void {
  const those = map.get(key);
  if (those) those.push(one);
  else map.set(key, [one]);
}
