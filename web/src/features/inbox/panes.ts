/** Which panes stand side by side at a width, and which are steps; pure. */

export interface Panes {
  /** One pane at a time, as on a phone. */
  isSteps: boolean;
  hasViews: boolean;
  hasList: boolean;
  hasConversation: boolean;
  hasDetails: boolean;
}

const listAndConversation = 720;
const withDetails = 920;
const all = 1180;

/** `details`: asked for or not; left out, they are there where there is room. */
export function panesFor(width: number, isOpen: boolean, details: boolean | undefined): Panes {
  const isSteps = width < listAndConversation;
  if (isSteps) {
    const hasDetails = isOpen && details === true;
    return {
      isSteps,
      hasViews: false,
      hasList: !isOpen,
      hasConversation: isOpen && !hasDetails,
      hasDetails,
    };
  }
  const hasDetails = isOpen && (details ?? width >= withDetails);
  const isWide = width >= all || (!hasDetails && width >= withDetails);
  return {
    isSteps,
    hasViews: isWide,
    // Beside a narrow conversation its details take the place of the list.
    hasList: !hasDetails || width >= withDetails,
    hasConversation: true,
    hasDetails,
  };
}
