import { fork, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { drainTime } from './told-to-stop.ts';

export type Kept = {
	/** Resolves when the process said for the first time that it is ready. */
	ready: Promise<undefined>;
	pid: () => number | undefined;
	/** Asks it to finish what it is doing; kills it when that takes too long. */
	stop: () => Promise<void>;
};

type Wanted = {
	name: string;
	script: string;
	environment: NodeJS.ProcessEnv;
	say: (line: string) => void;
	/** Codes after which there is no use in trying again. */
	final?: readonly number[];
	/** It ended with such a code, or did not manage to start even once. */
	onGivenUp: (code: number | null) => void;
};

const patience = { stop: 10_000, longestWait: 15_000, steady: 1_000, firstAttempts: 5 };

/** Runs a script in a process of its own and starts it again when it ends; a little later each time, when it does not get to work. */
export function keepRunning({
	name,
	script,
	environment,
	say,
	final = [],
	onGivenUp,
}: Wanted): Kept {
	let child: ChildProcess | undefined;
	let stopping = false;
	const first = Promise.withResolvers<undefined>();
	let wasReady = false;
	let readyAt: number | undefined;

	async function run(): Promise<number | null> {
		const started = fork(fileURLToPath(new URL(script, import.meta.url)), {
			env: environment,
			stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
		});
		child = started;
		readyAt = undefined;
		started.on('message', (message) => {
			if (message !== 'ready') return;
			if (wasReady) say(`${name}が戻りました / ${script} is back`);
			wasReady = true;
			readyAt = Date.now();
			first.resolve(undefined);
		});
		return new Promise((resolve) => {
			started.once('error', () => resolve(null));
			started.once('exit', (code) => resolve(code));
		});
	}

	async function keep(): Promise<void> {
		for (let failures = 0; !stopping;) {
			const code = await run();
			if (stopping) return;
			// one that was at work was ended from outside and is wanted back at once
			const wasAtWork = readyAt !== undefined && Date.now() - readyAt > patience.steady;
			failures = wasAtWork ? 0 : failures + 1;
			if (
				(code !== null && final.includes(code)) ||
				(!wasReady && failures >= patience.firstAttempts)
			) {
				return onGivenUp(code);
			}
			say(`${name}が止まりました。起動しなおします / ${script} ended, starting it again`);
			if (failures > 0) await sleep(Math.min(200 * 2 ** (failures - 1), patience.longestWait));
		}
	}

	const keeping = keep();
	return {
		ready: first.promise,
		pid: () => child?.pid,
		stop: async () => {
			stopping = true;
			child?.kill('SIGTERM');
			const hard = setTimeout(() => child?.kill('SIGKILL'), patience.stop + drainTime(environment));
			await keeping;
			clearTimeout(hard);
		},
	};
}
