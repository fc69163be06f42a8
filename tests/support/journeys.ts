import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';

/** The demo council, in which journeys take place. */
export const council = '/aohama-shakyo';

type Walker = {
	/** Goes to a page below the council and looks at it. */
	visit: (path: string) => Promise<void>;
	/** Looks at the page that is shown: nobody is shut out, nothing overflows, nothing broke. */
	look: () => Promise<void>;
	/** Signs in as one of the demo persons, by the name on /demo. */
	signInAs: (name: RegExp | string) => Promise<void>;
	signOut: () => Promise<void>;
};

export const test = base.extend<{ walker: Walker }>({
	walker: async ({ page }, use, testInfo) => {
		const complaints: string[] = [];
		page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
		page.on('console', (message) => {
			if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
		});
		page.on('response', (response) => {
			if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`);
		});
		const look = async () => {
			await noBarriers(page);
			await noSidewaysScrolling(page);
		};
		await use({
			look,
			async visit(path) {
				await page.goto(`${council}${path}`);
				await look();
			},
			async signInAs(name) {
				await page.context().clearCookies();
				await page.goto('/demo');
				await page.getByRole('row').filter({ hasText: name }).getByRole('button').first().click();
				await expect(page).not.toHaveURL(/\/demo/);
				await look();
			},
			async signOut() {
				await page.context().clearCookies();
			},
		});
		expect(complaints, testInfo.title).toEqual([]);
	},
});

export { expect };

/** WCAG 2.2 AA by axe: 0 violations on every page that a journey visits. */
async function noBarriers(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page })
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
		.analyze();
	const found = violations.map(
		({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
	);
	expect(found, page.url()).toEqual([]);
}

async function noSidewaysScrolling(page: Page): Promise<void> {
	const excess = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
	);
	expect(excess, `sideways scrolling on ${page.url()}`).toBeLessThanOrEqual(0);
}
