import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { auth } from '#lib/people/server/auth.ts';
import { answerBrowser } from '#lib/people/server/challenges.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = async ({ params, request }) => {
	const answer = await answerBrowser(auth(), params.all, request);
	return answer ?? error(404, m.refusal_not_found());
};
