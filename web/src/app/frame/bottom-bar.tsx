/** On a phone: five places under the thumb, the others in a sheet. */
import { Drawer, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconDots } from "@tabler/icons-react";
import { Link, useLocation } from "@tanstack/react-router";
import classes from "./bottom-bar.module.css";
import { isAt, type Place, phonePlaces } from "./navigation";
import { usePlaces } from "./use-places";

export function BottomBar() {
  const { bar, rest } = phonePlaces(usePlaces());
  const pathname = useLocation({ select: (location) => location.pathname });
  const [isOpen, sheet] = useDisclosure(false);
  const isInRest = rest.some((place) => isAt(place, pathname));
  return (
    <>
      <nav className={classes.bar} aria-label="Main">
        {bar.map((place) => (
          <PlaceBelow key={place.root} place={place} isHere={isAt(place, pathname)} />
        ))}
        <UnstyledButton
          className={classes.place}
          data-here={isInRest}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          onClick={sheet.open}
        >
          <IconDots size={20} stroke={1.6} aria-hidden="true" />
          <span>More</span>
        </UnstyledButton>
      </nav>
      <Drawer
        opened={isOpen}
        onClose={sheet.close}
        position="bottom"
        size="100%"
        classNames={{ content: classes.sheetBox }}
        title="More"
        hiddenFrom="sm"
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <nav className={classes.sheet} aria-label="More places">
          {rest.map((place) => (
            <PlaceBelow key={place.root} place={place} isHere={isAt(place, pathname)} onClick={sheet.close} />
          ))}
        </nav>
      </Drawer>
    </>
  );
}

interface PlaceBelowProps {
  place: Place;
  isHere: boolean;
  onClick?: () => void;
}

function PlaceBelow({ place, isHere, onClick }: PlaceBelowProps) {
  return (
    <Link
      {...place.destination}
      className={classes.place}
      data-here={isHere}
      aria-current={isHere ? "page" : undefined}
      onClick={onClick}
    >
      <place.icon size={20} stroke={1.6} aria-hidden="true" />
      <span>{place.title}</span>
    </Link>
  );
}
