/**
 * Requests that nobody makes who means well, against every route: from another site, in another form, with another
 * method; and what every answer carries in its headers.
 */
import { expect, test, type APIRequestContext } from '@playwright/test';
import { actionsOf, addressOf, methodsOf } from '../access/routes.ts';
import { here, signedIn, there } from '../access/world.ts';
import { table } from './discovery.ts';
import { changedTables, closeOwner, fingerprint } from './fingerprint.ts';
import { raw, untilClosed } from './raw.ts';

let secretariat: APIRequestContext;
let visitor: APIRequestContext;
let cookie: string;
let origin: string;
let slow: Promise<{ text: string; seconds: number }>[];

test.beforeAll(async ({ playwright, baseURL }) => {
	origin = baseURL ?? '';
	// begun first: they wait for their end while the others run
	slow = [
		untilClosed(origin, 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: '),
		untilClosed(origin, 'POST /display HTTP/1.1\r\nHost'),
	];
	secretariat = await signedIn(playwright, origin, 'secretariat');
	visitor = await signedIn(playwright, origin, 'visitor');
	const { cookies } = await secretariat.storageState();
	cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
});

test.afterAll(async () => {
	await secretariat.dispose();
	await visitor.dispose();
	await closeOwner();
});

/** Addresses that take a POST, each action by its own. */
async function writing(): Promise<string[]> {
	const found: string[] = [];
	for (const [route, row] of table) {
		const address = await addressOf(route, row, here);
		if (!address) continue;
		for (const action of actionsOf(route))
			found.push(action === 'default' ? address : `${address}?/${action}`);
		if (methodsOf(route).includes('POST')) found.push(address);
	}
	return found;
}

const form = 'application/x-www-form-urlencoded';

test('nothing is written from another site, or in a form that no page of ours sends', async () => {
	const before = await fingerprint();
	const port = new URL(origin).port;
	const ways: [name: string, headers: Record<string, string>, status: number][] = [
		['another site', { origin: 'https://elsewhere.example', 'content-type': form }, 403],
		['a page without an origin', { origin: 'null', 'content-type': form }, 403],
		['no origin', { 'content-type': form }, 403],
		['another port', { origin: 'http://127.0.0.1:1', 'content-type': form }, 403],
		['another scheme', { origin: origin.replace('http:', 'https:'), 'content-type': form }, 403],
		[
			'a name that only begins alike',
			{ origin: `http://127.0.0.1.elsewhere.example:${port}`, 'content-type': form },
			403,
		],
		[
			'a browser that says cross-site',
			{ origin, 'sec-fetch-site': 'cross-site', 'content-type': form },
			403,
		],
		[
			'a browser that says same-site',
			{ origin, 'sec-fetch-site': 'same-site', 'content-type': form },
			403,
		],
		[
			'JSON from another site',
			{ origin: 'https://elsewhere.example', 'content-type': 'application/json' },
			403,
		],
		['plain text', { origin, 'content-type': 'text/plain' }, 415],
		['no type', { origin }, 415],
	];
	const wrong: string[] = [];
	for (const address of await writing()) {
		const tried = ways.map(async ([name, headers, status]) => {
			const answer = await raw(origin, address, {
				method: 'POST',
				headers: { ...headers, cookie },
				body: 'once=from-elsewhere-0001',
			});
			if (answer.status !== status) wrong.push(`${address} from ${name}: ${answer.status}`);
		});
		await Promise.all(tried);
	}
	expect(wrong).toEqual([]);
	expect(changedTables(before, await fingerprint())).toEqual([]);
});

test('a form that was cut off, or that is JSON, is the mistake of its sender', async () => {
	const wrong: string[] = [];
	const bodies: [type: string, body: string][] = [
		['multipart/form-data', 'garbage'],
		['multipart/form-data; boundary=x', 'garbage'],
		['multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n'],
		['application/json', '{"__proto__":{"isAdmin":true}}'],
		['application/json', '{'],
		[form, '%'],
		[form, '%ff%fe=%00'],
	];
	for (const address of await writing()) {
		const tried = bodies.map(async ([type, body]) => {
			const answer = await raw(origin, address, {
				method: 'POST',
				headers: { origin, 'content-type': type },
				body,
			});
			if (answer.status >= 500) wrong.push(`${address} ${type} ${body}: ${answer.status}`);
		});
		await Promise.all(tried);
	}
	expect(wrong).toEqual([]);
});

test('other methods do nothing, also when a header asks for them', async () => {
	const before = await fingerprint();
	const wrong: string[] = [];
	for (const [route, row] of table) {
		const address = await addressOf(route, row, here);
		if (!address) continue;
		for (const method of ['PUT', 'PATCH', 'DELETE', 'PROPFIND', 'TRACE']) {
			const { status } = await raw(origin, address, {
				method,
				headers: { origin, cookie, 'content-type': form },
			});
			if (![404, 405].includes(status)) wrong.push(`${method} ${route}: ${status}`);
		}
		if (actionsOf(route).length > 0 || methodsOf(route).includes('POST')) continue;
		const { status } = await raw(origin, address, {
			method: 'POST',
			headers: { origin, cookie, 'content-type': form, 'x-http-method-override': 'DELETE' },
			body: '_method=DELETE',
		});
		if (![404, 405].includes(status)) wrong.push(`POST ${route}: ${status}`);
	}
	expect(wrong).toEqual([]);
	expect(changedTables(before, await fingerprint())).toEqual([]);
});

/** What a policy must not say about scripts. */
const looseScripts =
	/(?:script-src|default-src)[^;]*(?:unsafe-inline|unsafe-eval|\*|data:|https?:)/;

test('every answer says how it is to be handled', async () => {
	const wrong: string[] = [];
	const addresses = ['/enhance.js', '/icon.svg', '/nothing-here', '/%E0%A4%A', `/${here}/nothing`];
	for (const [route, row] of table) {
		const address = await addressOf(route, row, here);
		if (address) addresses.push(address);
	}
	for (const address of addresses) {
		for (const [who, door] of [
			['secretariat', secretariat],
			['visitor', visitor],
		] as const) {
			const method = address.endsWith('/stream') ? 'HEAD' : 'GET';
			const response = await door.fetch(address, { method });
			const headers = response.headers();
			const says = (name: string, wanted: RegExp) => {
				if (!wanted.test(headers[name] ?? ''))
					wrong.push(`${who} ${address} ${name}: ${headers[name]}`);
			};
			says('x-content-type-options', /^nosniff$/);
			says('x-frame-options', /^DENY$/);
			says('referrer-policy', /^(?:same-origin|no-referrer)$/);
			says('cross-origin-opener-policy', /^same-origin$/);
			says('cross-origin-resource-policy', /^same-origin$/);
			says('permissions-policy', /camera=\(\)/);
			const policy = headers['content-security-policy'] ?? '';
			if (looseScripts.test(policy) || !/default-src|sandbox/.test(policy))
				wrong.push(`${who} ${address} policy: ${policy}`);
			if (/^text\/html/.test(headers['content-type'] ?? '')) {
				says(
					'content-security-policy',
					/object-src 'none'.*base-uri 'none'.*frame-ancestors 'none'/,
				);
				says('content-type', /charset=utf-8/i);
			}
			if (!/\.(?:js|svg|css)$/.test(address) && response.status() < 400)
				says('cache-control', /no-store/);
			for (const name of ['server', 'x-powered-by', 'access-control-allow-origin'])
				if (headers[name]) wrong.push(`${who} ${address} tells ${name}: ${headers[name]}`);
		}
	}
	expect(wrong).toEqual([]);
});

test('the name that a request claims for us is nowhere in the answer', async () => {
	for (const path of ['/', `/${here}`, `/${here}/sign-in`, `/${here}/me`, `/${here}/nothing`]) {
		const answer = await raw(origin, path, {
			headers: {
				host: 'elsewhere.example',
				'x-forwarded-host': 'elsewhere.example',
				'x-forwarded-proto': 'https',
				'x-app-host': 'elsewhere.example',
				'x-original-url': '/elsewhere.example',
				forwarded: 'host=elsewhere.example',
			},
		});
		expect(JSON.stringify(answer)).not.toContain('elsewhere.example');
	}
});

test('no path leads out of the folder of public files, or to another host', async () => {
	const paths = [
		'/../package.json',
		'/..%2f..%2fpackage.json',
		'/%2e%2e/%2e%2e/package.json',
		'/..\\..\\package.json',
		'/..%5c..%5cpackage.json',
		'/_app/../../package.json',
		'/_app/immutable/..%2f..%2f..%2f..%2fserver/manifest.js',
		'/%252e%252e/package.json',
		'/.env',
		'/.git/config',
		'/build/server/manifest.js',
		'//elsewhere.example/',
		'///elsewhere.example/',
		'/\\elsewhere.example/',
		'//elsewhere.example/..',
		`/${here}/..//elsewhere.example/`,
		'http://elsewhere.example/',
	];
	for (const path of paths) {
		const { status, headers, body } = await raw(origin, path);
		expect(status, path).toBeLessThan(500);
		expect(body, path).not.toMatch(/"dependencies"|\[core\]|_app\/immutable\/entry.*manifest/);
		const target = new URL(
			headers.location ?? '/',
			new URL(path, origin).origin === origin ? new URL(path, origin) : origin,
		);
		expect(target.origin, `${path} → ${headers.location}`).toBe(origin);
	}
});

const elsewhere = [
	'https://elsewhere.example/',
	'//elsewhere.example/',
	'///elsewhere.example/',
	'/\\elsewhere.example/',
	'\\\\elsewhere.example/',
	'/\t/elsewhere.example/',
	'/\n/elsewhere.example/',
	`/${here}//elsewhere.example/../..//elsewhere.example`,
	`/${here}/..//elsewhere.example/`,
	`/${here}@elsewhere.example/`,
	`/${here}.elsewhere.example/`,
	'javascript:alert(1)',
	'data:text/html,x',
	'http:elsewhere.example',
	'/%09/elsewhere.example',
	'/.//elsewhere.example',
	'/x/..//elsewhere.example',
];

test('a wish where to go next never leads to another site', async () => {
	const door = secretariat;
	for (const next of elsewhere) {
		const query = `next=${encodeURIComponent(next)}`;
		const display = await door.post(`/display?${query}`, {
			form: { theme: 'standard', next },
			headers: { origin },
		});
		const signIn = await door.get(`/${here}/sign-in?${query}`);
		const again = await door.post(`/${here}/sign-in?/here&${query}`, {
			form: { next },
			headers: { origin },
		});
		for (const response of [display, signIn, again]) {
			expect(response.status(), next).toBeLessThan(500);
			const { location = '/' } = response.headers();
			expect(new URL(location, response.url()).origin, `${next} → ${location}`).toBe(origin);
			expect(location, next).not.toMatch(/^[/\\]{2}|^\/[^/]*:/);
		}
	}
});

test('signing in gives a new session, in a cookie that no script reads; signing out ends it', async ({
	playwright,
}) => {
	const [known = ''] = cookie.split(';').filter((part) => part.includes('session_token'));
	const name = known.split('=')[0]?.trim() ?? '';
	const forged = await playwright.request.newContext({
		baseURL: origin,
		maxRedirects: 0,
		extraHTTPHeaders: { accept: 'text/html', cookie: `${name}=chosen-by-somebody-else.AAAA` },
	});
	expect((await forged.get(`/${here}/desk`)).status()).toBe(303);
	await forged.dispose();

	const door = await signedIn(playwright, origin, 'secretariat');
	const [session] = (await door.storageState()).cookies.filter((one) => one.name === name);
	expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
	expect(`${name}=${session?.value}`).not.toBe(known.trim());
	expect((await door.get(`/${here}/desk`)).status()).toBe(200);
	const out = await door.post(`/${here}/account?/out`, { form: {}, headers: { origin } });
	expect(out.status()).toBe(303);
	const replayed = await raw(origin, `/${here}/desk`, {
		headers: { cookie: `${name}=${session?.value}` },
	});
	expect(replayed.status).toBe(303);
	expect(replayed.headers.location).toContain('/sign-in');
	await door.dispose();
});

test('a session of one operator opens nothing of another', async () => {
	for (const page of ['/desk', '/desk/people', '/me', '/account', '/desk/audit/export.csv']) {
		const response = await secretariat.get(`/${there}${page}`);
		expect([303, 404], page).toContain(response.status());
	}
});

test('what is too large is refused, and the program goes on', async () => {
	const large = Buffer.alloc(13 * 1024 * 1024, 'a');
	const body = await raw(origin, `/${here}/concerns/new`, {
		method: 'POST',
		headers: { origin, 'content-type': form, 'content-length': String(large.length) },
		body: large,
	}).catch(() => ({ status: 413 }));
	expect(body.status).toBe(413);
	const many = Array.from({ length: 20_000 }, (_, index) => `f${index}=1`).join('&');
	const fields = await raw(origin, `/${here}/concerns/new`, {
		method: 'POST',
		headers: { origin, 'content-type': form },
		body: many,
	});
	expect(fields.status).toBeLessThan(500);
	const header = await raw(origin, '/', { headers: { 'x-large': 'a'.repeat(40_000) } });
	expect(header.status).toBe(431);
	const long = await raw(origin, `/${here}/issues?q=${'a'.repeat(12_000)}`);
	expect(long.status).toBe(200);
	expect((await raw(origin, '/healthz')).status).toBe(200);
});

test('two ways of saying how long a request is are refused', async () => {
	const { text } = await untilClosed(
		origin,
		'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n',
	);
	expect(text).toMatch(/^HTTP\/1\.1 400/);
	expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1);
});

test('who sends too slowly is cut off', async () => {
	for (const { text, seconds } of await Promise.all(slow)) {
		expect(text).toMatch(/^HTTP\/1\.1 408/);
		expect(seconds).toBeLessThan(40);
	}
});
