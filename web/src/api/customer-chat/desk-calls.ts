/** What a customer's page or the widget asks a desk. No cookie opens anything: a conversation is opened by its secret. */
import { asProblem, problemFrom } from "../problem";
import type { ConversationEvent, ConversationState, PublicBot } from "../types";

/** Who a visitor says to be; nobody has proved it. */
export interface Visitor {
  name?: string;
  email?: string;
}

/** Whom the host site names, signed by its server. */
export interface Named extends Visitor {
  user_id: string;
  user_hash: string;
}

export interface Identified {
  access_token: string;
  /** Sessions that the visitor began before, by their secrets: the ids of the conversations that are theirs now. */
  joined: Record<string, string>;
}

/** A fact about the customer, in words that stand alone. */
export interface Remembered {
  id: number;
  content: string;
}

export interface EventsPage {
  items: ConversationEvent[];
  next: number | null;
  state: ConversationState;
}

export interface Queue {
  state: ConversationState;
  ahead: number;
  team: PublicBot["team"];
}

export type Rating = "up" | "down" | 1 | 2 | 3 | 4 | 5;

const patience = 30_000;
const uploadPatience = 180_000;

export interface Desk {
  /** Another server than the page's own, without a slash at its end. */
  base?: string;
  /** Slug or id of the bot. */
  bot: string;
  token?: () => string | null;
  onExpired?: (token: string) => void;
  /** Gets a new sign-in where the one before has ended; false where that cannot be. */
  renew?: () => Promise<boolean>;
}

export class DeskCalls {
  constructor(readonly desk: Desk) {}

  readonly publicBot = () =>
    this.ask<PublicBot>("GET", `/api/v1/bots/${encodeURIComponent(this.desk.bot)}/public`);

  async begin(visitor: Visitor): Promise<string> {
    const path = `/api/sessions?bot=${encodeURIComponent(this.desk.bot)}`;
    return (await this.ask<{ session_id: string }>("POST", path, visitor)).session_id;
  }

  readonly identify = (named: Named, sessions: string[]) =>
    this.ask<Identified>("POST", `/api/v1/auth/${encodeURIComponent(this.desk.bot)}/identify`, {
      ...named,
      sessions,
    });

  readonly events = (reference: string, after: number) =>
    this.ask<EventsPage>("GET", `${of(reference)}/events?after=${after}&limit=200`);

  /** Stored once however often it is sent under one id. */
  say(reference: string, text: string, id: string, files: File[]): Promise<unknown> {
    const form = new FormData();
    form.set("message", text);
    form.set("id", id);
    for (const file of files) form.append("attachments", file);
    return this.ask("POST", `/api/chat/sessions/${encodeURIComponent(reference)}/messages`, form);
  }

  readonly askForPerson = (reference: string) => this.ask("POST", `${of(reference)}/handoff`, {});
  readonly waiting = (reference: string) => this.ask<Queue>("GET", `${of(reference)}/waiting`);
  async remembered(reference: string): Promise<Remembered[]> {
    return (await this.ask<{ items: Remembered[] }>("GET", `${of(reference)}/memories`)).items;
  }

  async forget(reference: string, id: number): Promise<void> {
    await this.answered("DELETE", `${of(reference)}/memories/${id}`);
  }

  readonly whole = (reference: string) => this.ask("GET", `${of(reference)}/export`);

  rate(reference: string, seq: number | null, rating: Rating, comment: string): Promise<unknown> {
    return this.ask("POST", `${of(reference)}/feedback`, { seq, rating, comment });
  }

  async file(reference: string, id: string): Promise<Blob> {
    return (await this.answered("GET", `${of(reference)}/attachments/${encodeURIComponent(id)}`)).blob();
  }

  private async ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    return (await this.answered(method, path, body)).json() as Promise<Answer>;
  }

  private async answered(method: string, path: string, body?: object): Promise<Response> {
    const response = await this.renewed(method, path, body).catch((reason: unknown) => {
      throw asProblem(reason);
    });
    if (response.ok) return response;
    const said: unknown = await response.json().catch(() => null);
    throw problemFrom(response.status, said, response.headers.get("Retry-After"));
  }

  private async renewed(method: string, path: string, body?: object): Promise<Response> {
    const hadToken = (this.desk.token?.() ?? null) !== null;
    const response = await this.fetched(method, path, body);
    if (response.status !== 401 || !hadToken || !(await this.desk.renew?.())) return response;
    return this.fetched(method, path, body);
  }

  private async fetched(method: string, path: string, body?: object): Promise<Response> {
    const token = this.desk.token?.() ?? null;
    const headers: Record<string, string> = {};
    const isForm = body instanceof FormData;
    if (body && !isForm) headers["Content-Type"] = "application/json";
    if (token !== null) headers.Authorization = `Bearer ${token}`;
    const response = await fetch(`${this.desk.base ?? ""}${path}`, {
      method,
      headers,
      body: body && !isForm ? JSON.stringify(body) : (body as FormData | undefined),
      credentials: "omit",
      signal: AbortSignal.timeout(isForm ? uploadPatience : patience),
    });
    if (response.status === 401 && token !== null) this.desk.onExpired?.(token);
    return response;
  }
}

function of(reference: string): string {
  return `/api/v1/conversations/${encodeURIComponent(reference)}`;
}
