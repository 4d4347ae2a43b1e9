/** Who the site says its visitor is: signed in at the desk, with what they began before as nobody. */
import { ChatStorage } from "../src/api/customer-chat/chat-storage";
import { DeskCalls, type Named } from "../src/api/customer-chat/desk-calls";

/** What a chat works with: where it asks, and what this browser keeps of it. */
export interface Seat {
  calls: DeskCalls;
  storage: ChatStorage;
}

export async function seatFor(base: string, bot: string, named: Named | null): Promise<Seat> {
  const key = `frontdesk:${new URL(base).host}:${bot}`;
  if (named === null) return { calls: new DeskCalls({ base, bot }), storage: new ChatStorage(key) };
  return knownSeat(base, bot, named, key);
}

async function knownSeat(base: string, bot: string, named: Named, key: string): Promise<Seat> {
  const unknown = new ChatStorage(key);
  const storage = new ChatStorage(`${key}:${named.user_id}`);
  const door = new DeskCalls({ base, bot });
  let token: string | null = null;
  const signIn = async (sessions: string[]) => {
    const identified = await door.identify(named, sessions);
    token = identified.access_token;
    return identified.joined;
  };
  const before = unknown.load().conversationId;
  const joined = await signIn(before === null ? [] : [before]);
  const taken = before === null ? undefined : joined[before];
  if (taken !== undefined) {
    const kept = storage.load();
    const { seenSeq } = unknown.load();
    storage.save({ ...kept, conversationId: taken, previousId: kept.conversationId, seenSeq });
    unknown.forget();
  }
  const renew = () =>
    signIn([]).then(
      () => true,
      () => false,
    );
  return { calls: new DeskCalls({ base, bot, token: () => token, renew }), storage };
}
