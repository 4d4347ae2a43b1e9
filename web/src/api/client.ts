/** The typed client over the server's OpenAPI: one for staff, one for each bot's customers. */
import createClient, { type Middleware } from "openapi-fetch";
import { asProblem, problemFrom } from "./problem";
import type { paths } from "./schema";
import { type Session, staffSession } from "./session";

export function createApi(session: Session) {
  const client = createClient<paths>({ baseUrl: window.location.origin });
  client.use(authorization(session));
  return client;
}

export type Api = ReturnType<typeof createApi>;

export const api = createApi(staffSession);

/** The answer's body, or a ProblemError thrown with the server's own words. */
export async function answered<Data>(
  call: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Data> {
  const result = await call.catch((reason: unknown) => {
    throw asProblem(reason);
  });
  if (!result.response.ok) {
    const { response, error } = result;
    throw problemFrom(response.status, error, response.headers.get("Retry-After"));
  }
  return result.data as Data;
}

function authorization(session: Session): Middleware {
  return {
    onRequest({ request }) {
      const token = session.token();
      if (token !== null) request.headers.set("Authorization", `Bearer ${token}`);
      return request;
    },
    onResponse({ request, response }) {
      const sent = request.headers.get("Authorization");
      if (response.status === 401 && sent === `Bearer ${session.token()}`) session.end("expired");
      return response;
    },
  };
}
