import { AsyncLocalStorage } from 'node:async_hooks';
import process from 'node:process';
import { error, isHttpError, type RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { liveBoards } from '#lib/boards/server/live.ts';
import { displayFrom, standardDisplay, type Display, type Locale } from '#lib/kernel/display.ts';
import { rubyHtml, type Readings } from '#lib/kernel/ruby.ts';
import { operatorBySlug } from '#lib/operators/server/queries.ts';
import type { Operator } from '#lib/operators/rules.ts';
import { m } from '#lib/paraglide/messages.js';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { sessionFor } from '#lib/people/server/session.ts';
import { application, newId, publicPages } from '#lib/server/application.ts';
import { databaseIsAway } from '#lib/server/availability.ts';
import { log } from '#lib/server/log.ts';
import { answered, startMetrics } from '#lib/server/metrics.ts';
import words from '../messages/readings.json' with { type: 'json' };

const remembered = new Map<string, { operator: Operator; until: number }>();
const rememberFor = 10_000;

/** The operator named in the address. Its public data changes rarely, so it is remembered for ten seconds. */
async function operatorNamed(slug: string): Promise<Operator | undefined> {
	const known = remembered.get(slug);
	if (known && known.until > Date.now()) return known.operator;
	const operator = await application().database.outside((tx) => operatorBySlug(tx, slug));
	if (operator) remembered.set(slug, { operator, until: Date.now() + rememberFor });
	return operator;
}

/** Word → reading, made by scripts/readings.ts for every word in messages/. */
const readings: Readings = new Map(Object.entries(words));

const localeOfRequest = new AsyncLocalStorage<Locale>();
overwriteGetLocale(() => localeOfRequest.getStore() ?? standardDisplay.locale);

/** Figures for a watching program, when METRICS_PORT asks for them. */
export const init: ServerInit = async () => {
	const port = Number(process.env.METRICS_PORT || 0);
	if (!Number.isInteger(port) || port < 1 || port > 65_535) return;
	const { database } = application();
	await startMetrics({ port, database, openBoards: () => liveBoards().listeners() });
};

/** Every answer is counted; the log names the route, never the address, which may carry what somebody looked for. */
export const handle: Handle = async (request) => {
	const { event } = request;
	const startedAt = performance.now();
	let status = 500;
	try {
		const response = await answer(request);
		status = response.status;
		return response;
	} catch (failure) {
		if (isHttpError(failure)) status = failure.status;
		throw failure;
	} finally {
		const milliseconds = performance.now() - startedAt;
		answered(event.route.id, status, milliseconds);
		const { requestId } = event.locals;
		const took = Math.round(milliseconds);
		const isRefused = status === 403 || (status === 404 && event.request.method !== 'GET');
		// somebody who tries what is not theirs stands out
		log[isRefused ? 'warn' : 'debug'](
			{ requestId, route: event.route.id, status, milliseconds: took },
			isRefused ? 'refused' : 'answered',
		);
	}
};

const answer: Handle = ({ event, resolve }) => {
	const display = displayFrom((name) => event.cookies.get(name));
	return localeOfRequest.run(display.locale, async () => {
		event.locals.requestId = newId();
		event.locals.display = display;
		event.locals.operator = null;
		event.locals.actor = null;
		event.locals.signedIn = null;
		try {
			// a page that does not exist still shows whose pages these are, and whom to phone
			const isMissing = event.route.id === null;
			const slug = isMissing ? event.url.pathname.split('/')[1] : event.params.operator;
			const operator = slug ? await operatorNamed(slug) : undefined;
			if (slug && !operator && !isMissing) error(404, m.refusal_not_found());
			if (operator) {
				event.locals.operator = operator;
				Object.assign(event.locals, await sessionFor(event.request.headers, operator.id));
			}
		} catch (failure) {
			if (databaseIsAway(failure)) return comeBackSoon();
			throw failure;
		}
		return keptOrMade(event, display, async () => {
			const response = await resolve(event, { transformPageChunk: dressPage(display) });
			// scripts/web.ts adds the headers that every answer carries
			if (response.headers.get('content-type') === 'text/html')
				response.headers.set('content-type', 'text/html; charset=utf-8');
			if (!response.headers.has('cache-control'))
				response.headers.set('cache-control', 'private, no-store');
			// lists in every order and with every filter are no pages of their own
			if (event.url.search && !response.headers.has('x-robots-tag'))
				response.headers.set('x-robots-tag', 'noindex, nofollow');
			return response.status === 503 ? comeBackSoon() : response;
		});
	});
};

/** Pages that look the same for everybody who is not signed in; a receipt, a form on the way, a sign-in never does. */
const publicRoutes =
	/^\/\[operator=operator\](?:$|\/(?:issues|forums|sessions|platforms|outcomes|organisations|places|areas|trace|guide|privacy|accessibility)(?:\/|$))/;

function isPublicPage({ route, request, locals }: RequestEvent): boolean {
	const id = route.id ?? '';
	const isForOne = id.includes('[secret') || id.includes('/receipt');
	return (
		request.method === 'GET' &&
		locals.actor?.kind === 'anyone' &&
		publicRoutes.test(id) &&
		!isForOne
	);
}

/** What visitors see is made once and kept until something of the operator changes. */
async function keptOrMade(
	event: RequestEvent,
	display: Display,
	make: () => Promise<Response>,
): Promise<Response> {
	const { actor } = event.locals;
	const pages = isPublicPage(event) ? publicPages() : undefined;
	if (!pages || !actor) return make();
	const { operatorId } = actor;
	const key = JSON.stringify([event.url.pathname, event.url.search, Object.values(display)]);
	const at = Date.now();
	const kept = pages.find(operatorId, key, at);
	if (kept) return new Response(kept.html, { headers: [...kept.headers] });
	const generation = pages.generation(operatorId);
	const response = await make();
	const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
	if (response.status !== 200 || !isPage || response.headers.has('set-cookie')) return response;
	const page = { html: await response.text(), headers: [...response.headers] };
	pages.keep(operatorId, key, { generation, at, page });
	return new Response(page.html, { headers: page.headers });
}

/** What starts a page's own component: no other script stands inside a page. */
const inlineScript = /<script\b(?![^>]*\bsrc=)[^>]*>[\s\S]*?<\/script>/g;

/** Gives a finished page its language, its looks and its readings. A page may come in pieces: a word may be cut by one. */
function dressPage(display: Display): (piece: { html: string; done: boolean }) => string {
	let page = '';
	return ({ html, done }) => {
		page += html;
		if (!done) return '';
		const dressed = page
			.replace('%otagaisama.lang%', display.locale === 'en' ? 'en' : 'ja')
			.replace('%otagaisama.locale%', display.locale)
			.replace('%otagaisama.theme%', display.theme)
			.replace('%otagaisama.text%', display.text);
		// a component that runs in the browser would not find its own words again under the readings
		return display.furigana ? rubyHtml(dressed.replace(inlineScript, ''), readings) : dressed;
	};
}

/** The database restarts within seconds: say so calmly, and tell machines when to ask again. */
function comeBackSoon(): Response {
	const page = `<!doctype html><html lang="ja"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>少しお待ちください</title><main><h1>少しお待ちください</h1><p>ただいま準備をしています。数秒たってから、もう一度開いてください。入力の途中だった方は、前の画面に戻ると内容が残っています。</p><p lang="en">Please wait a few seconds and try again.</p><p>いのちの危険があるときは 119・110 へ電話してください。</p></main></html>`;
	return new Response(page, {
		status: 503,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'retry-after': '5',
			'cache-control': 'no-store',
		},
	});
}

/** A bug, or the database being away: logged without what people wrote, shown as a calm page. */
export const handleError: HandleServerError = ({ kind, error: failure, event }) => {
	const { requestId } = event.locals;
	if (kind === 'app') return { requestId };
	if (kind === 'framework') return { message: m.refusal_not_found(), requestId };
	const away = databaseIsAway(failure);
	log.error(
		{ requestId, route: event.route.id, away, failure: describe(failure) },
		'request failed',
	);
	return { status: away ? 503 : 500, message: m.page_failed(), requestId };
};

/** The kind of failure and where it happened; a database's message may quote what somebody wrote. */
function describe(failure: unknown): string {
	if (!(failure instanceof Error)) return typeof failure;
	const code =
		failure.cause instanceof Error &&
		'code' in failure.cause &&
		typeof failure.cause.code === 'string'
			? failure.cause.code
			: '';
	const place = failure.stack
		?.split('\n')
		.filter((line) => line.trim().startsWith('at '))
		.slice(0, 6)
		.join(' | ');
	return `${failure.name} ${code} ${place ?? ''}`;
}
