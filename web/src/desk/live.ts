import { anew, exchanged } from "./anew";

/** What a page shows that new reports can change: a list is renewed, of an account it is only said. */
const LIST = "[data-live]";

/** Listens for news of the archive while the page is seen: a browser has few connections for all its pages. */
export function live(): void {
  if (!document.querySelector(`${LIST}, main.account`)) return;
  const page = new Shown();
  let events: EventSource | null = null;
  const listen = (): void => {
    if (document.hidden) {
      events?.close();
      events = null;
    } else if (!events) {
      events = new EventSource("/events");
      events.addEventListener("position", () => void page.look());
    }
  };
  document.addEventListener("visibilitychange", listen);
  listen();
}

/** The page as it stands here, known by its entity tag. */
class Shown {
  private tag: string | null = null;

  /** Asks whether the server has another page by now. A server that does not answer has no news. */
  async look(): Promise<void> {
    try {
      const before = this.tag;
      this.tag = await tagNow();
      if (before === null || this.tag === before) return;
      if (document.querySelector(LIST)) exchanged(LIST, await anew());
      else say();
    } catch {
      return;
    }
  }
}

async function tagNow(): Promise<string | null> {
  const answer = await fetch(location.href, { method: "HEAD", headers: { accept: "text/html" } });
  if (!answer.ok) throw new Error(`page not given: ${answer.status}`);
  return answer.headers.get("etag");
}

/** An account is not exchanged under its reader's eyes. */
function say(): void {
  if (document.querySelector(".fresh")) return;
  const said = document.createElement("p");
  said.className = "fresh";
  said.setAttribute("role", "status");
  const link = document.createElement("a");
  link.href = location.pathname + location.search;
  link.textContent = "There is more by now: show it";
  said.append(link);
  document.querySelector("main")?.prepend(said);
}
