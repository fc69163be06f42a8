import * as v from 'valibot';
import { id } from '../kernel/fields.ts';
import type { MessageKey } from '../kernel/refusal.ts';

/** 256 bits in base64url; it comes with the page and goes back with the form, so that it is stored nowhere. */
const secret = v.pipe(
	v.string(),
	v.regex(/^[A-Za-z0-9_-]{43}$/, 'refusal_not_valid' satisfies MessageKey),
);

export const SendDigest = v.object({ id, secret });
/** The link of one letter. */
export const BySecret = v.object({ secret });
