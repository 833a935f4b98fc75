import { all, within } from "../dom";
import { Spans, spanOf, spansOf } from "./spans";

/** Lights the characters that something rests on, in every report, and what rests on the characters. */
export class Light {
  private lit: Element[] = [];

  constructor(private readonly spans: Spans) {
    document.addEventListener("mouseover", (event) => this.follow(event));
    document.addEventListener("focusin", (event) => {
      if (within(event, "[data-spans]")) this.follow(event);
    });
  }

  dark(): void {
    for (const one of this.lit) one.classList.remove("lit");
    this.lit = [];
  }

  light(names: string[]): void {
    this.dark();
    this.lit = names.flatMap((name) => this.spans.marksOf(name));
    for (const one of this.lit) one.classList.add("lit");
  }

  /** What an item rests on; of a link within it only that, and what stands beside it in an apparatus. */
  lightItem(item: HTMLElement | SVGElement, link: Element | null): void {
    const own = spanOf(link);
    const alone = own && link !== item && this.spans.marksOf(own).length > 0 && !link?.classList.contains("sg");
    this.light(alone ? [own, ...beside(link)] : spansOf(item));
  }

  private follow(event: Event): void {
    const item = within<HTMLElement | SVGElement>(event, "[data-spans]");
    const mark = within(event, "mark[data-s]");
    if (item) this.lightItem(item, within(event, "a[href*='#']"));
    else if (mark) this.lightMark(mark.dataset["s"] ?? "");
    else this.dark();
  }

  private lightMark(name: string): void {
    this.light([name]);
    const items = this.spans.itemsOn(name);
    for (const item of items) item.classList.add("lit");
    this.lit.push(...items);
  }
}

function beside(link: Element | null): string[] {
  const row = link?.closest("p.apparatus, .place, td");
  return row ? all("a", row).map(spanOf).filter(Boolean) : [];
}
