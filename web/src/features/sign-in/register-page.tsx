/** The first registration founds the workspace; later ones only where they are open. */
import { Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { answered, api } from "../../api/client";
import { asProblem, reasonsByField } from "../../api/problem";
import { setupQuery } from "../../api/setup";
import { ProblemNotice } from "../../design/problem-notice";
import { TextLink } from "../../design/text-link";
import { useEnter } from "./enter";
import { Entrance } from "./entrance";

const shortestPassword = 8;

interface Registration {
  name: string;
  workspace_name: string;
  email: string;
  password: string;
}

export function RegisterPage() {
  const setup = useQuery(setupQuery);
  if (setup.isError) {
    return (
      <Entrance title="Register" about="Your own workspace.">
        <ProblemNotice error={setup.error} onRetry={() => void setup.refetch()} />
      </Entrance>
    );
  }
  if (setup.data && !setup.data.registration_open) return <RegistrationClosed />;
  return (
    <Entrance title="Register" about="Your own workspace. You become its owner and invite the others.">
      <RegistrationForm />
      <SignInInstead />
    </Entrance>
  );
}

function RegistrationForm() {
  const enter = useEnter();
  const form = useForm<Registration>({
    mode: "uncontrolled",
    initialValues: { name: "", workspace_name: "", email: "", password: "" },
    validate: {
      email: (value) => (/^\S+@\S+\.\S+$/.test(value) ? null : "Enter a complete email address"),
      password: (value) =>
        value.length >= shortestPassword ? null : `Use at least ${shortestPassword} characters`,
    },
  });
  const register = useMutation({
    mutationFn: async ({ email, password, name, workspace_name }: Registration) => {
      const body = { email, password, name: name || undefined, workspace_name: workspace_name || undefined };
      await enter(await answered(api.POST("/api/v1/auth/admin/register", { body })));
    },
    onError: (error) => form.setErrors(reasonsByField(asProblem(error))),
  });
  return (
    <form onSubmit={form.onSubmit((registration) => register.mutate(registration))}>
      <Stack gap="sm">
        <TextInput
          label="Your name"
          autoComplete="name"
          key={form.key("name")}
          {...form.getInputProps("name")}
        />
        <TextInput
          label="Name of your company"
          autoComplete="organization"
          key={form.key("workspace_name")}
          {...form.getInputProps("workspace_name")}
        />
        <TextInput
          label="Email"
          type="email"
          autoComplete="username"
          withAsterisk
          key={form.key("email")}
          {...form.getInputProps("email")}
        />
        <PasswordInput
          label="Password"
          description={`At least ${shortestPassword} characters`}
          autoComplete="new-password"
          withAsterisk
          key={form.key("password")}
          {...form.getInputProps("password")}
        />
        {register.isError && <ProblemNotice error={register.error} beside={form.getValues()} />}
        <Button type="submit" loading={register.isPending}>
          Register
        </Button>
      </Stack>
    </form>
  );
}

function RegistrationClosed() {
  return (
    <Entrance
      title="Registration is closed"
      about="This installation has its workspace. Ask its owner to add you under Settings, Users."
    >
      <SignInInstead />
    </Entrance>
  );
}

function SignInInstead() {
  return (
    <Text>
      <TextLink to="/sign-in" size="sm" underline="always">
        Sign in
      </TextLink>{" "}
      if you already have a sign-in.
    </Text>
  );
}
