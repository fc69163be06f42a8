import type { Locale } from '../../kernel/display.ts';
import type { PaperDocument } from '../document.ts';
import { inThread } from '../../server/thread.ts';
import type { Picture } from './kinds.ts';

export type DocxOrder = {
	title: string;
	author: string;
	locale: Locale;
	documents: readonly PaperDocument[];
	pictures: readonly Picture[];
};

/** Texts as one file for Word, made in a thread of its own. */
export function renderDocx(order: DocxOrder): Promise<Uint8Array> {
	return inThread<Uint8Array>('papers/server/docx-thread.ts', order);
}
