/** The customer's chat page: no frame, no router, little to load. */
import "@mantine/core/styles/baseline.css";
import "@mantine/core/styles/default-css-variables.css";
import "@mantine/core/styles/global.css";
import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/core/styles/Button.css";
import "@mantine/core/styles/ActionIcon.css";
import "@mantine/core/styles/Loader.css";
import "@mantine/core/styles/Input.css";
import "@mantine/core/styles/PasswordInput.css";
import "@mantine/core/styles/Group.css";
import "@mantine/core/styles/Stack.css";
import "@mantine/core/styles/Text.css";
import "@mantine/core/styles/Title.css";
import "@mantine/core/styles/Anchor.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { CustomerChatPage } from "../features/customer-chat/customer-chat-page";
import { Look } from "./look";
import { createQueryClient } from "./query-client";

const queryClient = createQueryClient();

export function Surface() {
  const botSlug = decodeURIComponent(window.location.pathname.split("/")[2] ?? "");
  return (
    <Look>
      <QueryClientProvider client={queryClient}>
        <CustomerChatPage botSlug={botSlug} />
      </QueryClientProvider>
    </Look>
  );
}
