/**
 * What is decided about a request before any page hears of it: writing from another site, addresses and bodies that no
 * form of ours makes, and the headers that every answer carries.
 */
import type { IncomingHttpHeaders } from 'node:http';

export type Asked = { method: string; address: string; headers: IncomingHttpHeaders };
export type Turned = {
	status: 400 | 403 | 405 | 415;
	headers: Record<string, string>;
	page: string;
};

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);
const writing = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const bodies =
	/^(?:application\/x-www-form-urlencoded|multipart\/form-data|application\/json)\s*(?:;|$)/i;

/** Why this request goes no further; undefined for everything that a browser on our own pages sends. */
export function turnAway({ method, address, headers }: Asked, origin: string): Turned | undefined {
	if (!reading.has(method) && !writing.has(method))
		return turned(405, 'この送り方は使えません。', 'This method is not known here.', {
			allow: [...reading, ...writing].join(', '),
		});
	// PostgreSQL keeps no such character, and nobody types one
	if (/%00|\0/.test(address))
		return turned(
			...([400, 'アドレス（URL）が違っています。', 'This address is not right.'] as const),
		);
	if (reading.has(method)) return undefined;
	if (isFromElsewhere(headers, origin))
		return turned(
			403,
			`この画面は ${origin} から開き直して、もう一度お試しください。ほかのサイトからは送れません。`,
			`Please open this page at ${origin} and try again. Nothing can be sent from another site.`,
		);
	if (!bodies.test(headers['content-type'] ?? ''))
		return turned(415, 'この形のデータは受け取れません。', 'This kind of data is not accepted.');
	return undefined;
}

/** A browser names the site of the page that sends; a program that names none is not one of our pages either. */
function isFromElsewhere(headers: IncomingHttpHeaders, origin: string): boolean {
	const site = headers['sec-fetch-site'];
	return headers.origin !== origin || (site !== undefined && site !== 'same-origin');
}

/** For every answer, files and errors too; a page may replace one by its own. */
export function safetyHeaders(origin: string): Record<string, string> {
	return {
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'same-origin',
		'x-frame-options': 'DENY',
		'cross-origin-opener-policy': 'same-origin',
		'cross-origin-resource-policy': 'same-origin',
		'permissions-policy': 'camera=(), microphone=(), geolocation=()',
		'content-security-policy':
			"default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
		...(origin.startsWith('https:') && {
			'strict-transport-security': 'max-age=31536000; includeSubDomains',
		}),
	};
}

function turned(
	status: Turned['status'],
	japanese: string,
	english: string,
	headers: Record<string, string> = {},
): Turned {
	const page = `<!doctype html><html lang="ja"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>受け取れませんでした</title><main><h1>受け取れませんでした</h1><p>${japanese}</p><p><a href="/">最初のページへ</a></p><p lang="en">${english}</p></main></html>`;
	return {
		status,
		page,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'cache-control': 'no-store',
			...headers,
		},
	};
}
