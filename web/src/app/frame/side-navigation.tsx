/** The places as a column that folds to icons. */
import { Menu, Tooltip, UnstyledButton } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import {
  IconChevronDown,
  IconChevronRight,
  IconDots,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
} from "@tabler/icons-react";
import { Link, useLocation } from "@tanstack/react-router";
import { useId } from "react";
import { useMe } from "../../api/me";
import classes from "./frame.module.css";
import { isAt, type Place } from "./navigation";
import { usePlaces } from "./use-places";

interface SideNavigationProps {
  isFolded: boolean;
  onFold: () => void;
}

export function SideNavigation({ isFolded, onFold }: SideNavigationProps) {
  const me = useMe();
  const places = usePlaces();
  const FoldIcon = isFolded ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  const foldLabel = isFolded ? "Unfold navigation" : "Fold navigation";
  return (
    <>
      <div className={classes.name} data-folded={isFolded}>
        <img src="/favicon.svg" alt="" width={22} height={22} />
        {!isFolded && <span>{me.workspace.name}</span>}
      </div>
      <div className={classes.places}>
        <PlaceLinks places={places.daily} isFolded={isFolded} />
        {places.more.length > 0 &&
          (isFolded ? <MoreMenu places={places.more} /> : <MoreList places={places.more} />)}
        <hr className={classes.divider} />
        <PlaceLinks places={places.setUp} isFolded={isFolded} />
      </div>
      <Tooltip label={foldLabel} position="right" disabled={!isFolded}>
        <UnstyledButton
          className={classes.place}
          mt={8}
          data-folded={isFolded}
          onClick={onFold}
          aria-label={foldLabel}
        >
          <FoldIcon size={18} stroke={1.6} aria-hidden="true" />
          {!isFolded && <span>Fold</span>}
        </UnstyledButton>
      </Tooltip>
    </>
  );
}

function PlaceLinks({ places, isFolded }: { places: Place[]; isFolded: boolean }) {
  return places.map((place) => <PlaceLink key={place.root} place={place} isFolded={isFolded} />);
}

/** As the reader left it; before that, open where the reader is inside it. */
function MoreList({ places }: { places: Place[] }) {
  const [kept, keep] = useLocalStorage<boolean | null>({
    key: "frontdesk.navigation.more",
    defaultValue: null,
  });
  const listId = useId();
  const isInside = useIsInside(places);
  const isOpen = kept ?? isInside;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <>
      <UnstyledButton
        className={classes.place}
        aria-expanded={isOpen}
        aria-controls={listId}
        data-here={isInside && !isOpen}
        onClick={() => keep(!isOpen)}
      >
        <IconDots size={18} stroke={1.6} aria-hidden="true" />
        <span>More</span>
        <Chevron size={14} stroke={1.6} aria-hidden="true" className={classes.chevron} />
      </UnstyledButton>
      <div id={listId} className={classes.more} hidden={!isOpen}>
        <PlaceLinks places={places} isFolded={false} />
      </div>
    </>
  );
}

function MoreMenu({ places }: { places: Place[] }) {
  const isInside = useIsInside(places);
  return (
    <Menu position="right-start" width={200}>
      <Menu.Target>
        <UnstyledButton className={classes.place} data-here={isInside} data-folded aria-label="More">
          <IconDots size={18} stroke={1.6} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {places.map((place) => (
          <Menu.Item
            key={place.root}
            leftSection={<place.icon size={16} stroke={1.6} aria-hidden="true" />}
            renderRoot={(parts) => <Link {...place.destination} {...parts} />}
          >
            {place.title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function PlaceLink({ place, isFolded }: { place: Place; isFolded: boolean }) {
  const isHere = useIsInside([place]);
  const PlaceIcon = place.icon;
  return (
    <Tooltip label={place.title} position="right" disabled={!isFolded}>
      <Link
        {...place.destination}
        className={classes.place}
        data-here={isHere}
        data-folded={isFolded}
        aria-current={isHere ? "page" : undefined}
        aria-label={isFolded ? place.title : undefined}
      >
        <PlaceIcon size={18} stroke={1.6} aria-hidden="true" />
        {!isFolded && <span>{place.title}</span>}
      </Link>
    </Tooltip>
  );
}

function useIsInside(places: Place[]): boolean {
  const pathname = useLocation({ select: (location) => location.pathname });
  return places.some((place) => isAt(place, pathname));
}
