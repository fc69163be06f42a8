/** Somebody with a browser that keeps its cookies and sends forms as they stand on the page. */

export type Answer = { status: number; html: string; location: string; headers: Headers };
export type Browser = ReturnType<typeof aBrowser>;

type Known = {
	/** Where the form says that it comes from, when that is not where it is sent to. */
	publicOrigin?: string;
	/** A cookie of somebody who is signed in already: `name=value`. */
	cookie?: string;
	/** The address of the network, for a program that trusts the proxy before it. */
	network?: string;
};

export function aBrowser(origin: string | (() => string), known: Known = {}) {
	const cookies = new Map<string, string>();
	if (known.cookie) remember(known.cookie);

	function remember(cookie: string): void {
		const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
		cookies.set(name, value);
	}

	async function ask(path: string, body?: Record<string, string> | FormData): Promise<Answer> {
		const base = typeof origin === 'string' ? origin : origin();
		const response = await fetch(base + path, {
			method: body ? 'POST' : 'GET',
			redirect: 'manual',
			signal: AbortSignal.timeout(40_000),
			headers: {
				accept: 'text/html',
				origin: known.publicOrigin ?? base,
				cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
				...(known.network && { 'x-forwarded-for': known.network }),
			},
			...(body && { body: body instanceof FormData ? body : new URLSearchParams(body) }),
		});
		response.headers.getSetCookie().forEach(remember);
		const { status, headers } = response;
		const location = headers.get('location') ?? '';
		return { status, html: await response.text(), location, headers };
	}

	/** What the form of a page brings along without being asked. */
	async function hiddenFields(page: string): Promise<Record<string, string>> {
		const { html, status } = await ask(page);
		if (status !== 200) throw new Error(`${page} answers ${status}`);
		return hiddenIn(html);
	}

	/** Sends the form of a page with these fields, the others as the page has them. */
	async function send(page: string, fields: Record<string, string>, action = '') {
		const { html } = await ask(page);
		return ask(page + action, { ...hiddenIn(html), ...fields });
	}

	return { ask, hiddenFields, send };
}

export function hiddenIn(html: string): Record<string, string> {
	const hidden = [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
	return Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]));
}
