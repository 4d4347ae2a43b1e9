/** The server's shapes under the names the app uses. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Me = Schemas["Me"];
export type Role = Me["role"];
export type Workspace = Schemas["WorkspaceOut"];
export type WorkspaceChanges = Schemas["WorkspaceChanges"];
export type Token = Schemas["Token"];
export type Setup = Schemas["Setup"];
export type User = Schemas["UserOut"];
export type UserChanges = Schemas["UserChanges"];
export type ApiKey = Schemas["ApiKeyOut"];
export type NewApiKey = Schemas["ApiKeyCreated"];
export type AuditEntry = Schemas["AuditEntryOut"];
export type Customer = Schemas["CustomerOut"];
export type Bot = Schemas["BotOut"];
export type BotChanges = Schemas["BotChange"];
export type PublicBot = Schemas["PublicBot"];
export type Source = Schemas["SourcePage"]["items"][number];
export type UploadedSource = Schemas["UploadedSource"];
export type Passage = Schemas["PassageOut"];
export type SearchAnswer = Schemas["SearchAnswer"];
export type SearchResult = SearchAnswer["results"][number];
export type CitedPassage = Schemas["QueryMetadata"]["kb_results"][number];
export type QueryAnswer = Schemas["QueryOut"];
export type ConversationEvent = Schemas["EventOut"];
export type ConversationSummary = Schemas["ConversationOut"];
export type ConversationState = ConversationSummary["state"];
export type Stats = Schemas["Stats"];
