import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Locator, type Page } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The demo council, in which journeys take place. */
export const council = '/aohama-shakyo';

/** Persons of /demo, each by a piece of their row that nobody else has. */
export const who = {
	office: '声を見て、担当を決める職員',
	secondEye: 'もう一人の目で確かめる職員',
	desk: '窓口と電話で相談を受ける職員',
	facilitator: '話し合いの場の進行役',
	network: '団体の担当者（NPO法人 埠頭ネット）',
	helpers: '団体の担当者（さかみち',
	resident: '住民（退職して',
	newcomer: '住民（やさしい日本語で',
} as const;

type Values = Record<string, string | boolean | readonly string[]>;

export type Walker = {
	/** Goes to a page below the council and looks at it. */
	visit: (path: string) => Promise<void>;
	/** Looks at the page that is shown: nobody is shut out, nothing overflows, nothing broke. */
	look: () => Promise<void>;
	/** Signs in as one of the demo persons, by a piece of their row on /demo. */
	signInAs: (person: string) => Promise<void>;
	signOut: () => Promise<void>;
	/** Fills the form with this button, sends it and looks at what comes. */
	send: (button: string, values?: Values) => Promise<void>;
	/** Follows a link and looks at where it leads. */
	follow: (link: string | RegExp) => Promise<void>;
	/** The path of the page below the council, for somebody else to visit. */
	here: () => string;
	/** The paths below the council that this page leads to. */
	linksTo: (path: RegExp) => Promise<string[]>;
	/** Whether there is such a thing on the page. */
	shows: (selector: string) => Promise<boolean>;
};

export const test = base.extend<{ walker: Walker }>({
	walker: async ({ page, javaScriptEnabled }, use, testInfo) => {
		const complaints: string[] = [];
		page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
		page.on('console', (message) => {
			// a form that comes back to be mended is answered with 422, which Chromium reports as an error
			if (message.type() === 'error' && !message.text().includes('status of 422'))
				complaints.push(`console: ${message.text()}`);
		});
		page.on('response', (response) => {
			if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`);
		});
		const inTwin = openTwin(page);
		const look = async () => {
			await noSidewaysScrolling(page);
			if (javaScriptEnabled === false) await inTwin(noBarriers);
			else await noBarriers(page);
		};
		const walker: Walker = {
			look,
			async visit(path) {
				const answer = await page.goto(`${council}${path}`);
				expect(answer?.status(), path).toBe(200);
				await look();
			},
			signInAs: (person) => signIn(page, person),
			async signOut() {
				await page.context().clearCookies();
			},
			async send(button, values = {}) {
				await fill(formOf(page, button), values);
				await press(page, button);
				await look();
			},
			async follow(link) {
				const found = page.getByRole('main').getByRole('link', { name: link, exact: true });
				await found.first().click();
				await look();
			},
			here: () => new URL(page.url()).pathname.replace(council, ''),
			async linksTo(path) {
				const targets = await page
					.getByRole('main')
					.getByRole('link')
					.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
				return [...new Set(targets.map((target) => target.replace(council, '')))].filter((target) =>
					path.test(target),
				);
			},
			shows: async (selector) => (await page.locator(selector).count()) > 0,
		};
		await use(walker);
		expect(complaints, testInfo.title).toEqual([]);
	},
});

export { expect };

/** In any browser: as one of the demo persons. */
export async function signIn(page: Page, person: string): Promise<void> {
	await page.context().clearCookies();
	await page.goto('/demo');
	await page.getByRole('row').filter({ hasText: person }).getByRole('button').click();
	await expect(page).not.toHaveURL(/\/demo/);
}

const files = readdirSync('messages/ja').map((name) =>
	readFileSync(join('messages/ja', name), 'utf8'),
);
const texts: Record<string, unknown> = Object.assign({}, ...files.map((text) => JSON.parse(text)));

/** A text as the page shows it in Japanese. */
export function words(key: string, values: Record<string, string | number> = {}): string {
	const text = texts[key];
	if (typeof text !== 'string') throw new Error(`no text ${key}`);
	return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** Plans a talk with one question; gives its address in the work on sessions. */
export async function planTalk(walker: Walker, word: string, when: string): Promise<string> {
	await walker.visit('/desk/sessions/new');
	await walker.send(words('gatherings_session_plan_do'), {
		...{ title: `${word}を話す回`, when, kind: 'talk' },
	});
	const session = walker.here();
	await walker.visit(`${session}/agenda`);
	await walker.send(words('gatherings_pillars_save'), { question: `${word}をどうするか` });
	return session;
}

/** Sixteen kana that no other run writes: the records of this journey are found by them. */
export function mark(): string {
	const kana = 'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよ';
	return Array.from({ length: 8 }, () => kana[Math.floor(Math.random() * kana.length)]).join('');
}

/** The form that has this button; a fold around it is opened. */
export function formOf(page: Page, button: string): Locator {
	return page
		.locator('form')
		.filter({ has: page.locator('button', { hasText: exactly(button) }) })
		.first();
}

function exactly(text: string): RegExp {
	return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}

export async function press(page: Page, button: string): Promise<void> {
	const form = formOf(page, button);
	await unfold(form);
	await form
		.locator('button', { hasText: exactly(button) })
		.first()
		.click();
	await page.waitForLoadState();
}

async function unfold(place: Locator): Promise<void> {
	const folds = place.locator('xpath=ancestor-or-self::details[not(@open)]');
	for (let left = await folds.count(); left > 0; left--) {
		await folds.first().locator('> summary').click();
	}
}

/** Writes into the fields of a form by their names; a list ticks boxes, a select takes a label or a value. */
export async function fill(form: Locator, values: Values): Promise<void> {
	await unfold(form);
	for (const [name, value] of Object.entries(values)) {
		const field = form.locator(`[name="${name}"]:not([type=hidden])`);
		await unfold(field.first());
		const kind = await field
			.first()
			.evaluate((found) => (found instanceof HTMLInputElement ? found.type : found.localName));
		if (typeof value === 'boolean') await field.first().setChecked(value);
		else if (typeof value !== 'string')
			for (const one of value) await form.locator(`[name="${name}"][value="${one}"]`).check();
		else if (kind === 'radio') await form.locator(`[name="${name}"][value="${value}"]`).check();
		else if (kind === 'select') await choose(field, value);
		else await field.first().fill(value);
	}
}

/** By value, else the first option that contains the words. */
async function choose(field: Locator, value: string): Promise<void> {
	const options = await field
		.locator('option')
		.evaluateAll((list) =>
			list.map((option) => [option.getAttribute('value') ?? '', option.textContent ?? '']),
		);
	const found =
		options.find(([key]) => key === value) ?? options.find(([, label]) => label?.includes(value));
	if (!found?.[0]) throw new Error(`no option ${value}`);
	await field.selectOption(found[0]);
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** WCAG 2.2 AA by axe: 0 violations on every page that a journey visits. */
export async function noBarriers(page: Page): Promise<void> {
	// pages here have no frames: one look in the page itself, without a second window
	const builder = new AxeBuilder({ page }).withTags(rules).setLegacyMode(true);
	const { violations } = await builder.analyze();
	const found = violations.map(
		({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
	);
	expect(found, page.url()).toEqual([]);
}

/**
 * axe is a script and cannot run where scripts are off: the HTML as it stands is laid before it in a second window
 * of the same kind that runs scripts, but none of the page's own.
 */
function openTwin(page: Page): (look: (twin: Page) => Promise<void>) => Promise<void> {
	let twin: Page | undefined;
	let html = '';
	return async (look) => {
		html = await page.content();
		if (!twin) {
			const browser = page.context().browser();
			if (!browser) throw new Error('no browser');
			twin = await (await browser.newContext({ javaScriptEnabled: true })).newPage();
			await twin.route('**/*', (route) => {
				const kind = route.request().resourceType();
				if (kind === 'document')
					return route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' });
				return kind === 'script' ? route.abort() : route.continue();
			});
		}
		await twin.goto(page.url());
		await look(twin);
	};
}

async function noSidewaysScrolling(page: Page): Promise<void> {
	const excess = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
	);
	expect(excess, `sideways scrolling on ${page.url()}`).toBeLessThanOrEqual(0);
}
