import { randomBytes } from 'node:crypto';
import { symlinkSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { aMailServer } from '../tests/support/mail-server.ts';
import { startPostgres } from '../src/lib/server/postgres.ts';
import { drill, unkept } from './drill.ts';
import { aBalancer, type Balancer } from './stage/balancer.ts';
import { aBrowser } from './stage/browser.ts';
import { aDataFolder, freePort, startProgram } from './stage/program.ts';
import { residents, whatWasKept } from './stage/residents.ts';
import type { Stage } from './stage/stage.ts';
import { aTown, slug, type Town } from './stage/town.ts';

export const twoNodes = drill({
	row: 'F6',
	fault: 'one of two programs behind a balancer is stopped, then killed',
	promised:
		'SIGTERM: no request fails; SIGKILL: only requests under way; nobody is signed out; no letter twice but those in hand at a SIGKILL',
	sizes: { full: { stops: 5, kills: 4, people: 8 }, short: { stops: 1, kills: 1, people: 4 } },
	async play(stage, { stops, kills, people }) {
		const { nodes, balancer, town, post } = await twoPrograms(stage);
		const crowd = residents(balancer.origin, people);
		await crowd.more(people);
		const secretary = await town.person('事務局', {
			roles: ['secretariat'],
			email: 'office@example.test',
		});
		const signedIn = stayingSignedIn(balancer.origin, secretary.cookie);

		const begin = performance.now();
		for (let stop = 0; stop < stops; stop++) {
			const node = nodes[stop % 2];
			await node?.stop();
			await crowd.more(people);
			await node?.start();
			await untilReady(balancer, nodes);
		}
		const failedAtStops = balancer.failed();
		const perSecond = (balancer.answered() * 1_000) / (performance.now() - begin);
		for (let kill = 0; kill < kills; kill++) {
			const node = nodes[kill % 2];
			await node?.kill();
			await crowd.more(people);
			await node?.start();
			await untilReady(balancer, nodes);
		}
		const failedAtKills = balancer.failed() - failedAtStops;
		await crowd.stop();
		const { asked, out } = await signedIn.stop();
		await untilSent(town);

		const kept = await whatWasKept(town, crowd.acknowledged);
		const sent = post.received.map(({ content }) => /message-id: (\S+)/i.exec(content)?.[1]);
		const twice = sent.length - new Set(sent).size;
		// everybody has one request under way, and so does the one who is signed in
		const underWay = kills * (people + 1);
		return {
			done: `${stops} × SIGTERM, ${kills} × SIGKILL of all processes of a node, ${Math.round(perSecond)} requests/s`,
			measured: `failed at SIGTERM ${failedAtStops}, at SIGKILL ${failedAtKills} (under way at most ${underWay}); signed out ${out} of ${asked} times; ${kept.letters} letters, sent twice ${twice}; acknowledged ${crowd.acknowledged.size}, lost ${kept.lost}, twice ${kept.twice}`,
			broken: unkept({
				'no request fails at SIGTERM': failedAtStops === 0,
				'at SIGKILL only requests under way fail': failedAtKills <= underWay,
				'nobody is signed out': out === 0 && asked > 10,
				'every letter is sent': new Set(sent).size === kept.letters,
				// a handful is in the hands of a worker
				'no letter twice but those in hand': twice <= kills * 5,
				'nothing acknowledged is lost, nothing kept twice': kept.lost === 0 && kept.twice === 0,
			}),
			late: [],
		};
	},
});

/** Two programs on one database, with the same keys and the same folder of papers. */
async function twoPrograms(stage: Stage) {
	const post = await aMailServer();
	stage.atEnd(post.close);
	const server = await startPostgres({
		dataFolder: aDataFolder(stage),
		password: randomBytes(8).toString('hex'),
	});
	stage.atEnd(server.stop);
	const admin = new pg.Client({ connectionString: server.urlOf('postgres') });
	await admin.connect();
	await admin.query('create database shared');
	await admin.end();
	const databaseUrl = server.urlOf('shared');
	const secret = randomBytes(32).toString('base64url');
	const papers = join(aDataFolder(stage), 'papers');
	mkdirSync(papers);
	const balancerPort = await freePort();
	const environment = {
		...{ DATABASE_URL: databaseUrl, OTAGAISAMA_SECRET: secret, TRUST_PROXY: '1' },
		...{ PUBLIC_ORIGIN: `http://127.0.0.1:${balancerPort}`, DRAIN_SECONDS: '2' },
		...{ SMTP_URL: post.url, MAIL_FROM: 'office@example.test' },
	};

	async function aNode() {
		const [dataFolder, port] = [aDataFolder(stage), await freePort()];
		symlinkSync(papers, join(dataFolder, 'files'));
		const start = () => startProgram(stage, dataFolder, port, environment);
		let program = await start();
		return {
			dataFolder,
			origin: program.origin,
			start: async () => void (program = await start()),
			stop: () => program.end(),
			kill: async () => {
				program.killAll();
				await program.ended;
			},
		};
	}

	// at once: only one of them brings the database up to date
	const nodes = await Promise.all([aNode(), aNode()]);
	const origins = nodes.map(({ origin }) => origin);
	const balancer = await aBalancer(stage, balancerPort, origins);
	const town = await aTown({ dataFolder: nodes[0].dataFolder, databaseUrl, secret });
	return { nodes, balancer, town, post };
}

async function untilReady(balancer: Balancer, nodes: readonly { origin: string }[]): Promise<void> {
	while (!nodes.every(({ origin }) => balancer.isReady(origin))) await sleep(50);
}

async function untilSent(town: Town): Promise<void> {
	const begin = performance.now();
	while (
		(await town.count('mails where operator_id = $1 and sent_at is null', town.operatorId)) > 0
	) {
		// what a killed worker had in hand is taken up when its time is over
		if (performance.now() - begin > 150_000) return;
		await sleep(200);
	}
}

/** The secretariat at work, whichever program answers. */
function stayingSignedIn(origin: string, cookie: string) {
	const browser = aBrowser(origin, { cookie });
	const seen = { asked: 0, out: 0 };
	let going = true;
	async function look(): Promise<void> {
		while (going) {
			const answer = await browser.ask(`/${slug}/desk`).catch(() => undefined);
			if (answer?.status === 200) seen.asked++;
			// a visitor is led to the door
			if (answer?.status === 303) seen.out++;
			await sleep(100);
		}
	}
	const looking = look();
	return {
		async stop() {
			going = false;
			await looking;
			return seen;
		},
	};
}
