import { drill, ms, quantile, unkept } from './drill.ts';
import { aDataFolder, freePort, startProgram } from './stage/program.ts';
import { aResident, tellPage, told, whatWasKept } from './stage/residents.ts';
import { aTown } from './stage/town.ts';

/** How often each form is sent: three at once, as by impatient fingers, then twice from the way back. */
const [atOnce, later] = [3, 2];

export const repeatedForms = drill({
	row: 'F10',
	fault: 'every form is sent five times: double clicks, a browser that sends again, the way back',
	promised: 'one row, and the same page of confirmation every time',
	sizes: { full: { forms: 2_000, side: 10 }, short: { forms: 40, side: 5 } },
	async play(stage, { forms, side }) {
		const dataFolder = aDataFolder(stage);
		const program = await startProgram(stage, dataFolder, await freePort(), { TRUST_PROXY: '1' });
		const town = await aTown({ dataFolder });
		const places = new Map<string, string>();
		const times: number[] = [];
		let different = 0;
		let next = 0;

		async function sendAll(): Promise<void> {
			while (next < forms) {
				const key = `form-${next++}`;
				const browser = aResident(program.origin);
				const form = { ...(await browser.hiddenFields(tellPage)), ...told(key) };
				const send = async () => {
					const begin = performance.now();
					const { status, location } = await browser.ask(tellPage, form);
					times.push(performance.now() - begin);
					return `${status} ${location}`;
				};
				const answers = await Promise.all(Array.from({ length: atOnce }, send));
				for (let time = 0; time < later; time++) answers.push(await send());
				if (new Set(answers).size !== 1 || !answers[0]?.startsWith('303 ')) different++;
				places.set(key, answers[0] ?? '');
			}
		}
		await Promise.all(Array.from({ length: side }, sendAll));

		const kept = await whatWasKept(town, places);
		return {
			done: `${forms * (atOnce + later)} posts of ${forms} forms`,
			measured: `${kept.stored} rows, twice ${kept.twice}, lost ${kept.lost}, acts ${kept.acts}; forms with different answers ${different}; p50 ${ms(quantile(times, 0.5))}, p99 ${ms(quantile(times, 0.99))}`,
			broken: unkept({
				'one row for one form': kept.stored === forms && kept.twice === 0 && kept.lost === 0,
				'one act on the trail': kept.acts === forms,
				'the same page every time': different === 0,
			}),
			late: [],
		};
	},
});
