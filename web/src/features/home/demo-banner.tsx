/** Says that this is a demo, and removes it in one step. */
import { answered, api } from "../../api/client";
import { staffSession } from "../../api/session";
import { Banner } from "../../design/banner";
import { ConfirmButton } from "../../design/confirm-button";

export function DemoBanner({ mayRemove }: { mayRemove: boolean }) {
  async function remove() {
    await answered(api.DELETE("/api/v1/demo"));
    staffSession.end("signed_out");
  }

  return (
    <Banner
      action={
        mayRemove && (
          <ConfirmButton
            size="xs"
            label="Remove demo data"
            title="Remove the demo data?"
            consequence="The demo workspace goes with all that is in it: its bots, knowledge, conversations and sign-ins, yours too. It cannot be brought back. Afterwards you register your own workspace."
            confirmLabel="Remove"
            onConfirm={remove}
          />
        )
      }
    >
      This is demo data: an invented company with invented customers. Try anything, then remove it.
    </Banner>
  );
}
