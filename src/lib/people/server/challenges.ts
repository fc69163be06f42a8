import type { Auth } from './auth.ts';

/**
 * The only questions that a browser's script may ask of sign-in: the challenges of passkeys. Their answers
 * come back as forms, like everything else; no other address of better-auth exists from outside.
 */
const open = new Set([
	'passkey/generate-authenticate-options',
	'passkey/generate-register-options',
]);

export async function answerBrowser(
	auth: Auth,
	path: string,
	request: Request,
): Promise<Response | undefined> {
	return open.has(path) && request.method === 'GET' ? auth.handler(request) : undefined;
}
