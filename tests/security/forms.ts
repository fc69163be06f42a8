/** The forms of a page as a browser finds them, and how somebody would fill them in. */
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';

export type Control = {
	name: string;
	/** The type of an input, or 'select' or 'textarea'. */
	kind: string;
	value: string;
	/** What can be chosen; several inputs of one name are one control. */
	options: string[];
	chosen: string[];
	isNumeric: boolean;
};
export type PageForm = {
	/** Where it is sent to, with the name of its action. */
	target: string;
	/** 'default' or the name behind `?/`. */
	action: string;
	hasFiles: boolean;
	controls: Control[];
};

/** Every form that posts, read by the browser's own parser; nothing of the page runs. */
export function readForms(reader: Page, html: string, address: string): Promise<PageForm[]> {
	return reader.evaluate(
		([source, here]) => {
			const document = new DOMParser().parseFromString(source, 'text/html');
			const base = new URL(here, 'http://form.invalid');
			return [...document.querySelectorAll('form[method="post"]')].map((form) => {
				const target = new URL(form.getAttribute('action') ?? '', base);
				const controls = new Map<string, Control>();
				for (const field of form.querySelectorAll('input[name], select[name], textarea[name]')) {
					const name = field.getAttribute('name') ?? '';
					const kind = field instanceof HTMLInputElement ? field.type : field.localName;
					const control = controls.get(name) ?? {
						...{ name, kind, value: '', options: [], chosen: [] },
						isNumeric: field.getAttribute('inputmode') === 'numeric',
					};
					controls.set(name, control);
					if (field instanceof HTMLSelectElement) {
						control.options = [...field.options].map(({ value }) => value);
						control.chosen = [...field.selectedOptions].map(({ value }) => value);
					} else if (field instanceof HTMLInputElement && /radio|checkbox/.test(kind)) {
						control.options.push(field.value);
						if (field.checked) control.chosen.push(field.value);
					} else if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
						control.value = field.value;
					}
				}
				const named = /^\?\/([^&]+)/.exec(target.search)?.[1];
				return {
					target: target.pathname + target.search,
					action: named ?? 'default',
					hasFiles: form.getAttribute('enctype') === 'multipart/form-data',
					controls: [...controls.values()],
				};
			});
		},
		[html, address] as const,
	);
}

/** Something that a person could have typed there. */
export function plausible({ name, kind, isNumeric }: Control): string {
	const wanted: [RegExp, string][] = [
		[/kana/i, 'カナ'],
		[/mail/i, 'probe@example.jp'],
		[/postal/i, '770-0942'],
		[/phone|fax|^tel/i, '088-621-0000'],
		[/url|web|homepage/i, 'https://example.jp/'],
		[/time|begins|ends|starts/i, '10:00'],
		[/date|day|until|from|due|since|^on$|On$|when|deadline|due/i, '令和9年3月1日'],
		[/latitude/i, '34.07'],
		[/longitude/i, '134.55'],
		[/position$/i, '1'],
	];
	if (isNumeric || kind === 'number') return '3';
	if (kind === 'email') return 'probe@example.jp';
	if (kind === 'tel') return '088-621-0000';
	return wanted.find(([pattern]) => pattern.test(name))?.[1] ?? 'たしかめの文です。';
}

export type Entry = [name: string, value: string];

/** The form filled in: what stands there is kept, what is empty gets a first choice or `text`. */
export function filled(form: PageForm, text: (control: Control) => string = plausible): Entry[] {
	return form.controls.flatMap((control): Entry[] => {
		const { name, kind, value, options, chosen } = control;
		if (name === 'once') return [[name, randomUUID()]];
		if (kind === 'hidden') return [[name, value]];
		if (kind === 'file') return [];
		if (kind === 'select' || kind === 'radio' || kind === 'checkbox') {
			const some = chosen.filter(Boolean);
			const first = options.find(Boolean);
			return (some.length > 0 ? some : first === undefined ? [] : [first]).map((one) => [
				name,
				one,
			]);
		}
		return [[name, value || text(control)]];
	});
}

/** As a browser without JavaScript sends it. */
export function encoded(entries: readonly Entry[]): string {
	return new URLSearchParams(entries.map(([name, value]) => [name, value])).toString();
}
