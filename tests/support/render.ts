import type { Component } from 'svelte';
import { createRawSnippet } from 'svelte';
import { render } from 'svelte/server';
import { standardDisplay } from '../../src/lib/kernel/display.ts';

/** What a page would be told by the server; components read the operator's address and the language from it. */
const request = {
	page: {
		data: { operator: null, display: standardDisplay },
		params: { operator: 'hinata' },
		url: new URL('http://localhost:3000/hinata'),
		form: null,
		error: null,
		status: 200,
	},
};

/** The HTML of a component as the server sends it, without the marks the framework leaves. */
export function htmlOf<Props extends Record<string, unknown>>(
	component: Component<Props>,
	props: Props,
): string {
	const { body } = render(component, { props, context: new Map([['__request__', request]]) });
	return body.replace(/<!--.*?-->/gs, '').replace(/\s+/g, ' ');
}

/** Text given as children; it is escaped. */
export function words(text: string) {
	return createRawSnippet(() => ({
		render: () => `<p>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</p>`,
	}));
}
