import type { Locale } from '../../kernel/display.ts';
import { say } from '../../kernel/say.ts';

/** What the pages of every paper say by themselves. */
export function commonWords(locale: Locale): Record<'entry' | 'qr', string> {
	return { entry: say('papers_entry', locale), qr: say('papers_entry_qr', locale) };
}
