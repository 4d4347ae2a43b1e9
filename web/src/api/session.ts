/** A sign-in kept in this browser: the token of a member of staff, or of one bot's customer. */

export type SessionEnd = "expired" | "signed_out";

export class Session {
  private readonly changeListeners = new Set<() => void>();
  private readonly listeners = new Set<(end: SessionEnd) => void>();

  constructor(private readonly storageKey: string) {}

  readonly token = (): string | null => localStorage.getItem(this.storageKey);

  start(token: string): void {
    localStorage.setItem(this.storageKey, token);
    this.tellChange();
  }

  end(reason: SessionEnd): void {
    localStorage.removeItem(this.storageKey);
    this.tellChange();
    for (const listener of this.listeners) listener(reason);
  }

  readonly onChange = (listener: () => void): (() => void) => {
    this.changeListeners.add(listener);
    return () => this.changeListeners.delete(listener);
  };

  private tellChange(): void {
    for (const listener of this.changeListeners) listener();
  }

  onEnd(listener: (end: SessionEnd) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

export const staffSession = new Session("frontdesk.staff.token");

export function customerSession(botSlug: string): Session {
  return new Session(`frontdesk.customer.${botSlug}.token`);
}
