import { m } from '../paraglide/messages.js';
import type { MessageKey } from './refusal.ts';

/** The text of a key that is only known at run time, in the language of the request. */
export function say(key: MessageKey): string {
	// the cast is safe: MessageKey holds only texts without blanks to fill; calling the union itself is slow to check
	return (m as Record<MessageKey, () => string>)[key]();
}

/** The same for a key that came in from outside (`?done=`); undefined when it is not of that family. */
export function sayIfKnown(key: string, family: 'done_'): string | undefined {
	return key.startsWith(family) && Object.hasOwn(m, key) ? say(key as MessageKey) : undefined;
}
