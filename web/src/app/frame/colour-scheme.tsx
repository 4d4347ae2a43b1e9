/** Light, dark, or as the machine has it. */
import { ActionIcon, Menu, useMantineColorScheme } from "@mantine/core";
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";

const schemes = [
  { value: "light", words: "Light", icon: IconSun },
  { value: "dark", words: "Dark", icon: IconMoon },
  { value: "auto", words: "As this device", icon: IconDeviceDesktop },
] as const;

export function ColourScheme() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const current = schemes.find((scheme) => scheme.value === colorScheme) ?? schemes[2];
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={`Colours: ${current.words}`}>
          <current.icon size={18} stroke={1.6} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map((scheme) => (
          <Menu.Item
            key={scheme.value}
            leftSection={<scheme.icon size={16} stroke={1.6} aria-hidden="true" />}
            rightSection={scheme.value === current.value && <IconCheck size={14} aria-label="chosen" />}
            onClick={() => setColorScheme(scheme.value)}
          >
            {scheme.words}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
