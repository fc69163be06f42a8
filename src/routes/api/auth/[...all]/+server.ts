import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { auth } from '#lib/people/server/auth.ts';
import type { RequestHandler } from './$types.ts';

/**
 * The only questions that a browser's script may ask of sign-in: the challenges of passkeys. Their answers
 * come back as forms, like everything else; no other address of better-auth exists from outside.
 */
const open = new Set([
	'passkey/generate-authenticate-options',
	'passkey/generate-register-options',
]);

export const GET: RequestHandler = ({ params, request }) => {
	if (!open.has(params.all)) error(404, m.refusal_not_found());
	return auth().handler(request);
};
