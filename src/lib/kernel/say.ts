import { m } from '../paraglide/messages.js';
import type { Locale } from './display.ts';
import type { MessageKey } from './refusal.ts';

type Text = (blanks?: Record<string, never>, options?: { locale?: Locale }) => string;

/** The text of a key that is only known at run time, in the language of the request or in the one that is named. */
export function say(key: MessageKey, locale?: Locale): string {
	// the cast is safe: MessageKey holds only texts without blanks to fill; calling the union itself is slow to check
	return (m as Record<MessageKey, Text>)[key]({}, locale ? { locale } : {});
}

/** The same for a key that came in from outside (`?done=`); undefined when it is not of that family. */
export function sayIfKnown(key: string, family: 'done_'): string | undefined {
	return key.startsWith(family) && Object.hasOwn(m, key) ? say(key as MessageKey) : undefined;
}
