/** The door of one operator: everything that signing in needs to know of a request, and the cookies it answers with. */
import type { RequestEvent } from '@sveltejs/kit';
import { parseSetCookieHeader } from 'better-auth/cookies';
import { application, newId, now } from '../../server/application.ts';
import { networkOf } from '../../server/attempts.ts';
import type { Context } from '../../server/command.ts';
import type { Operator } from '../../operators/rules.ts';
import { auth, type Auth, type AuthConfig } from './auth.ts';

export type Cookie = { name: string; value: string; maxAge: number | undefined; secure: boolean };

export type Door = {
	auth: Auth;
	config: AuthConfig;
	operator: Operator;
	/** As nobody in particular: who comes in is only found out here. */
	context: Context;
	headers: Headers;
	/** Where the request came from: one IPv4 address or one IPv6 /64. */
	network: string;
	setCookie: (cookie: Cookie) => void;
};

export function doorOf(event: RequestEvent, operator: Operator): Door {
	const { config, database } = application();
	return {
		auth: auth(),
		config,
		operator,
		context: { database, actor: { kind: 'anyone', operatorId: operator.id }, now, newId },
		headers: event.request.headers,
		network: networkOf(event.getClientAddress()),
		setCookie: ({ name, value, maxAge, secure }) =>
			event.cookies.set(name, value, {
				path: '/',
				httpOnly: true,
				sameSite: 'lax',
				secure,
				...(maxAge !== undefined && { maxAge }),
			}),
	};
}

/**
 * Hands better-auth's cookies on to the browser. Without `remember` they end with the browser, for
 * machines that several people use.
 */
export function keepCookies(door: Door, response: Response, remember: boolean): void {
	for (const line of response.headers.getSetCookie()) {
		for (const [name, cookie] of parseSetCookieHeader(line)) {
			const maxAge = cookie['max-age'];
			const ends = maxAge === 0 || !cookie.value;
			door.setCookie({
				name,
				value: cookie.value,
				maxAge: ends ? 0 : remember ? maxAge : undefined,
				secure: cookie.secure ?? false,
			});
		}
	}
}

/** The request as it would come back with these cookies, for the next step inside the same request. */
export function withCookies(headers: Headers, response: Response): Headers {
	const next = new Headers(headers);
	const kept = new Map(
		(headers.get('cookie') ?? '')
			.split(/;\s*/)
			.filter(Boolean)
			.map((part) => [part.split('=')[0] ?? '', part]),
	);
	for (const line of response.headers.getSetCookie()) {
		const pair = line.split(';')[0] ?? '';
		kept.set(pair.split('=')[0] ?? '', pair);
	}
	next.set('cookie', [...kept.values()].join('; '));
	return next;
}

/** A door whose next request carries the cookies that this one sets. */
export function withKept(door: Door): Door {
	const headers = new Headers(door.headers);
	return {
		...door,
		headers,
		setCookie: (cookie) => {
			door.setCookie(cookie);
			const others = (headers.get('cookie') ?? '')
				.split(/;\s*/)
				.filter((part) => part && !part.startsWith(`${cookie.name}=`));
			const own = cookie.maxAge === 0 ? [] : [`${cookie.name}=${encodeURIComponent(cookie.value)}`];
			headers.set('cookie', [...others, ...own].join('; '));
		},
	};
}
