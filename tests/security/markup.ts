/** What must not be in a page, whatever people wrote: read by the browser's own parser, without running anything. */
import type { Page } from '@playwright/test';
import { mark } from './values.ts';

export type Look = {
	/** Whether something that was written is shown at all. */
	isMarked: boolean;
	problems: string[];
};

export function lookAt(reader: Page, html: string): Promise<Look> {
	return reader.evaluate(
		([source, marked]) => {
			const document = new DOMParser().parseFromString(source, 'text/html');
			const problems: string[] = [];
			const addresses = [
				'href',
				'src',
				'action',
				'formaction',
				'poster',
				'data',
				'ping',
				'background',
			];
			const loads = [
				'img',
				'script',
				'iframe',
				'link',
				'source',
				'video',
				'audio',
				'embed',
				'form',
			];
			for (const element of document.querySelectorAll('*')) {
				const { localName } = element;
				const isForeign = /^(?:iframe|object|embed|base|applet|frame|portal)$/.test(localName);
				if (isForeign || localName.startsWith(marked)) problems.push(`<${localName}>`);
				// a page may come back to itself, never lead elsewhere
				const isRefresh = /refresh/i.test(element.getAttribute('http-equiv') ?? '');
				if (isRefresh && !/^\d+$/.test(element.getAttribute('content') ?? ''))
					problems.push('<meta refresh>');
				for (const { name, value } of element.attributes) {
					if (/^on|^srcdoc$/.test(name) || name.startsWith(marked))
						problems.push(`<${localName} ${name}>`);
					if (name === 'style' && /url\(|expression|@import/i.test(value))
						problems.push(`<${localName} style="${value.slice(0, 40)}">`);
					if (!addresses.includes(name) && name !== 'xlink:href') continue;
					if (!URL.canParse(value, 'http://here.invalid/')) continue;
					const { protocol, hostname } = new URL(value, 'http://here.invalid/');
					const isPicture = localName === 'img' && /^data:image\/(?:png|svg\+xml)/.test(value);
					const isKnown = /^(?:https?|mailto|tel|blob):$/.test(protocol) || isPicture;
					const isElsewhere = loads.includes(localName) && hostname !== 'here.invalid';
					if (!isKnown || (isElsewhere && !isPicture))
						problems.push(`<${localName} ${name}="${value.slice(0, 60)}">`);
				}
				// the only script inside a page starts its own component
				if (localName === 'script' && !element.hasAttribute('src'))
					if (!/__sveltekit_|kit\.start/.test(element.textContent ?? ''))
						problems.push(`<script>${(element.textContent ?? '').slice(0, 40)}`);
			}
			return { isMarked: source.includes(marked), problems };
		},
		[html, mark] as const,
	);
}
