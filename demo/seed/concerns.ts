import { addDays, dateInTokyo } from '#lib/kernel/dates.ts';
import { takeIn } from './concern-arrival.ts';
import { handle } from './concern-handling.ts';
import { planConcerns, type ConcernPlan, type Fate } from './concern-plan.ts';
import { wordsOf } from './concern-words.ts';
import { at } from './days.ts';
import { randomFor, type Random } from './random.ts';
import type { Stage } from './stage.ts';

/** What residents told in fourteen months: each in its own way, each with its own end. */
export function tellOfConcerns(stage: Stage): void {
	const { timeline, days } = stage;
	for (const plan of planConcerns(days, stage.isSmall)) {
		const random = randomFor(`concern ${plan.number}`);
		timeline.begin(momentOf(plan, random, days.end), async () => {
			const words = wordsOf(plan, random);
			const arrived = await takeIn(stage, plan, words, random);
			if (!arrived) return;
			// what a later one may turn out to be the same as
			if (isLasting(plan.fate)) stage.made.set(`number:${plan.issue}`, arrived.number);
			await handle(stage, arrived, random);
		});
	}
}

function isLasting(fate: Fate): boolean {
	return fate !== 'duplicate' && fate !== 'withdrawn';
}

function momentOf(plan: ConcernPlan, random: Random, end: Date): Date {
	if (plan.minutesAgo !== undefined) return new Date(end.getTime() - plan.minutesAgo * 60_000);
	const isAnyTime = plan.way === 'web' || plan.way === 'fax';
	const hour = isAnyTime ? random.between(7, 22) : random.between(9, 16);
	const minute = String(random.between(0, 59)).padStart(2, '0');
	const moment = at(plan.received, `${String(hour).padStart(2, '0')}:${minute}`);
	// what would come later today came yesterday
	return moment > end ? at(addDays(dateInTokyo(end), -1), '09:30') : moment;
}
