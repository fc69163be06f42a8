import { refuseField } from '../kernel/refusal.ts';
import { mediaTypeOf } from './files.ts';
import type { Fitted, PhotoOrder } from './picture-thread.ts';
import { inThread } from './thread.ts';

/**
 * A photo as it is kept: upright, at most 1,920 points a side, of the same type, with nothing that a camera wrote beside it.
 * Refuses, at `field`, what is no whole photo and what holds more points than 64 million. What is no JPEG or PNG stays as it is.
 */
export async function fitPhoto(
	file: { name: string; content: Uint8Array },
	field: string,
): Promise<{ name: string; content: Uint8Array }> {
	const type = mediaTypeOf(file.content);
	if (type !== 'image/jpeg' && type !== 'image/png') return file;
	const order: PhotoOrder = { type, content: file.content };
	const fitted = await inThread<Fitted>('server/picture-thread.ts', order);
	if ('content' in fitted) return { ...file, content: fitted.content };
	throw refuseField(
		field,
		fitted.refused === 'broken' ? 'file_wrong_type' : 'file_too_many_points',
	);
}
