import { all, byId } from "../dom";
import type { Spans } from "./spans";

/** How far outside the window a report's text is asked for. */
const AHEAD = "900px";

/** The columns of the reports; those of a long story are asked for one by one, when they come near or are needed. */
export class Reports {
  private readonly asked = new Map<HTMLElement, Promise<void>>();

  constructor(private readonly spans: Spans) {
    const waiting = all("article.report[data-from]");
    if (!waiting.length) return;
    const near = new IntersectionObserver(
      (seen) => seen.filter((one) => one.isIntersecting).forEach((one) => void this.load(one.target as HTMLElement)),
      { rootMargin: AHEAD },
    );
    waiting.forEach((article) => near.observe(article));
  }

  /** Brings the first mark of each span into its column; a column only once. Whether any column was scrolled. */
  async go(names: string[]): Promise<void> {
    const first = new Map<HTMLElement, string>();
    for (const name of names) {
      const column = byId(`report-${name.split("-")[0]}`);
      if (column && !first.has(column)) first.set(column, name);
    }
    await Promise.all([...first.keys()].map((column) => this.load(column)));
    for (const [column, name] of first) {
      const mark = this.spans.marksOf(name)[0];
      if (mark) scrollIn(column, mark);
    }
  }

  /** Whether the link's report is still to be asked for. */
  isAway(name: string): boolean {
    return byId(`report-${name.split("-")[0]}`)?.dataset["from"] !== undefined;
  }

  private load(article: HTMLElement): Promise<void> {
    const from = article.dataset["from"];
    if (from === undefined) return Promise.resolve();
    let asked = this.asked.get(article);
    if (!asked) {
      asked = this.fetch(article, from);
      this.asked.set(article, asked);
    }
    return asked;
  }

  /** The page of the one report, of which the text is taken over; the link to it stays where that fails. */
  private async fetch(article: HTMLElement, from: string): Promise<void> {
    try {
      const answer = await fetch(`${from}?fragment=1`, { headers: { accept: "text/html" } });
      const text = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("article.report .text");
      if (!answer.ok || !text) throw new Error(`report not given: ${answer.status}`);
      article.querySelector(".text")?.replaceWith(document.adoptNode(text));
      article.removeAttribute("data-from");
      this.spans.add(article);
    } catch {
      this.asked.delete(article);
    }
  }
}

function scrollIn(column: HTMLElement, mark: HTMLElement): void {
  if (column.scrollHeight <= column.clientHeight + 1) return;
  const offset = mark.getBoundingClientRect().top - column.getBoundingClientRect().top;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  column.scrollTo({ top: column.scrollTop + offset - column.clientHeight / 3, behavior: calm ? "auto" : "smooth" });
}
