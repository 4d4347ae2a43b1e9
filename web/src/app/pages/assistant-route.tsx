/** The assistant's page, told which record is open beside it. */
import { AssistantPage } from "../../features/assistant/assistant-page";
import { useViewedRecord } from "../frame/open-record";

export function AssistantRoute() {
  return <AssistantPage viewing={useViewedRecord()} />;
}
