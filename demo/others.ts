import type { Role } from '#lib/kernel/actor.ts';
import type { Tag } from '#lib/concerns/vocabulary.ts';
import type { ForumKind } from '#lib/gatherings/forums/rules.ts';
import type { IssueTheme } from '#lib/issues/rules.ts';
import type { OutcomeText } from './outcomes.ts';
import type { PlatformText } from './platforms/types.ts';
import type { Content } from './sessions/types.ts';

/** The other two councils of the region: small, but everything can be looked at and compared. */
export type SmallCouncil = {
	slug: 'aohama' | 'hiyori';
	contact: string;
	partition: string;
	areas: readonly { name: string; kana: string }[];
	organisations: string;
	places?: string;
	people: readonly {
		key: string;
		name: string;
		kana: string;
		role?: Role;
		area?: string;
		speaksFor?: string;
	}[];
	voices: readonly {
		issue: string;
		tags: readonly Tag[];
		area: string;
		ago: number;
		body: string;
		deidentified: string;
		reply?: string;
	}[];
	/** Told lately; nobody has looked at it yet. */
	untouched: readonly { area: string; body: string }[];
	issues: readonly {
		key: string;
		theme: IssueTheme;
		title: string;
		titleKana: string;
		description: string;
		wall: string;
		areas: readonly string[];
		ago: number;
		shared: boolean;
	}[];
	forum: {
		key: string;
		kind: ForumKind;
		name: string;
		nameKana: string;
		purpose: string;
		areas: readonly string[];
		themes: readonly string[];
		targets: string;
		launchedAgo: number;
		prepareReason: string;
	};
	sessions: readonly {
		key: string;
		title: string;
		theme: string;
		lead: string;
		kind: 'exchange' | 'liaison' | 'talk';
		ago: number;
		issue?: string;
		place: string;
		address: string;
		questions: readonly string[];
		/** Missing for what is still to come. */
		content?: Content;
	}[];
	platform: Omit<PlatformText, 'issue'> & { issue: string };
	outcome?: OutcomeText;
	logins: readonly { key: string; part: string }[];
};

export const smallCouncils: readonly SmallCouncil[] = [
	{
		slug: 'hiyori',
		contact: '陽和都 地域共生課 03-0100-5000',
		partition: '広域圏',
		areas: [
			{ name: '北部', kana: 'ホクブ' },
			{ name: '中部', kana: 'チュウブ' },
			{ name: '南部', kana: 'ナンブ' },
		],
		organisations: 'organisations-hiyori.csv',
		people: [
			{ key: 'office', name: '新庄 まどか', kana: 'シンジョウ マドカ', role: 'secretariat' },
			{ key: 'secondEye', name: '柳瀬 孝', kana: 'ヤナセ タカシ', role: 'secretariat' },
			{ key: 'coordinator', name: '野々村 灯', kana: 'ノノムラ アカリ', role: 'coordinator' },
			{ key: 'officer', name: '石動 貴志', kana: 'イスルギ タカシ', role: 'officer' },
			{ key: 'auditor', name: '弓削 和江', kana: 'ユゲ カズエ', role: 'auditor' },
			{ key: 'facilitator', name: '綾部 涼子', kana: 'アヤベ リョウコ' },
			{
				key: 'org:ひより子ども応援ネット',
				name: '有馬 さえ',
				kana: 'アリマ サエ',
				speaksFor: 'ひより子ども応援ネット',
			},
			{
				key: 'org:ひより経営者の会',
				name: '門倉 哲',
				kana: 'カドクラ サトシ',
				speaksFor: 'ひより経営者の会',
			},
			{
				key: 'org:こころの居場所 みなも会',
				name: '瀬名 祐介',
				kana: 'セナ ユウスケ',
				speaksFor: 'こころの居場所 みなも会',
			},
			{
				key: 'org:ひより傾聴ボランティア連絡会',
				name: '倉橋 たえ',
				kana: 'クラハシ タエ',
				speaksFor: 'ひより傾聴ボランティア連絡会',
			},
		],
		voices: [
			{
				issue: 'supporters',
				tags: ['work', 'neighbours'],
				area: '中部',
				ago: 210,
				body: '居場所を一人で続けています。休むと、来る人の行き先がなくなると思うと休めません。',
				deidentified: '居場所を一人で続けている方が、休めずにいます。',
				reply:
					'お話を聞かせてくださり、ありがとうございます。同じ声が複数の地域から届いています。情報交換会で取り上げます。',
			},
			{
				issue: 'supporters',
				tags: ['illness_disability'],
				area: '北部',
				ago: 204,
				body: '相談を受けた夜は眠れません。だれかに聞いてもらうことはできないのでしょうか。',
				deidentified: '相談を受ける人自身が、話を聞いてもらえる場を求めています。',
			},
			{
				issue: 'supporters',
				tags: ['work'],
				area: '南部',
				ago: 196,
				body: 'ボランティアの代表を引き継いでくれる人がいません。私が倒れたら終わりです。',
				deidentified: '団体の代表を引き継ぐ人がいません。',
			},
			{
				issue: 'supporters',
				tags: ['neighbours'],
				area: '南部',
				ago: 190,
				body: '支える側の集まりがあれば、遠くても行きたいです。',
				deidentified: '支える側どうしの集まりが求められています。',
			},
			{
				issue: 'entrance',
				tags: ['poverty', 'work'],
				area: '北部',
				ago: 160,
				body: 'どこに相談すればよいかわからず、三つの窓口を回りました。',
				deidentified: '相談先がわからず、いくつもの窓口を回る方がいます。',
				reply:
					'ご不便をおかけしました。お住まいの地域の窓口と連絡をとり、一度で話が済むようにしました。',
			},
			{
				issue: 'entrance',
				tags: ['foreign_roots'],
				area: '南部',
				ago: 152,
				body: '電話の案内が日本語だけで、番号を選べませんでした。',
				deidentified: '電話の案内が日本語だけで、相談につながらない方がいます。',
			},
			{
				issue: 'entrance',
				tags: ['withdrawal'],
				area: '中部',
				ago: 149,
				body: '夜しか相談できません。夜に開いている窓口を教えてください。',
				deidentified: '夜にしか相談できない方の、行き先がありません。',
			},
			{
				issue: 'entrance',
				tags: ['disaster'],
				area: '北部',
				ago: 60,
				body: '引っ越したら、前の町で受けていた見守りが終わってしまいました。',
				deidentified: '転居すると、見守りが途切れてしまいます。',
			},
		],
		untouched: [
			{ area: '中部', body: '参加団体の名簿を、分野ごとに見られるようにしてほしいです。' },
			{ area: '', body: '会社として何か協力したいのですが、どこに話せばよいでしょうか。' },
		],
		issues: [
			{
				key: 'supporters',
				theme: 'bearers',
				title: '支える人が、支えられていない',
				titleKana: 'ささえるひとが、ささえられていない',
				description: '居場所や相談を続ける人が、一人で抱えこみ、休めずにいます。',
				wall: '団体の中の悩みは外に見えにくく、行政は事業の数で評価しがちです。地域をこえて話せる場もありません。',
				areas: ['北部', '中部', '南部'],
				ago: 170,
				shared: true,
			},
			{
				key: 'entrance',
				theme: 'isolation',
				title: '相談の入口がわかりにくい',
				titleKana: 'そうだんのいりぐちがわかりにくい',
				description: '相談先がわからず、いくつもの窓口を回る方がいます。',
				wall: '分野ごとに窓口が分かれ、市区町村をまたぐと引き継がれません。',
				areas: ['北部', '南部'],
				ago: 120,
				shared: true,
			},
		],
		forum: {
			key: 'network',
			kind: 'exchange',
			name: 'ひより孤独・孤立対策官民連携ネットワーク 情報交換会',
			nameKana: 'ひよりこどく・こりつたいさくかんみんれんけいねっとわーく じょうほうこうかんかい',
			purpose: '参加団体が、分野や立場をこえて知り合い、学び合います。',
			areas: [],
			themes: ['支える人を支える', '相談の入口'],
			targets: '参加団体と、関心のある方',
			launchedAgo: 200,
			prepareReason: '都内全域の情報交換会のため、講座は行いません。',
		},
		sessions: [
			{
				key: 'network1',
				title: '情報交換会「支える人を支える」',
				theme: '休んでもよい活動の続け方',
				lead: '活動を続ける中での悩みを持ち寄り、支え合う方法を考えます。',
				kind: 'exchange',
				ago: 130,
				issue: 'supporters',
				place: '陽和都民ホール 会議室B',
				address: '陽和都帆波町2-4',
				questions: ['続けていて、つらいのはどんなときですか', '何があると、休めますか'],
				content: {
					headcount: 26,
					pillars: [
						{
							summary: '一人で決め、一人で抱えている。',
							said: [
								{
									name: 'つらいとき',
									by: 'civicGroup',
									opinions: [
										'代わりがいないと思うときです。',
										'相談の内容を、家で話せないことです。',
										'数だけを報告するときです。',
									],
								},
								{
									name: '企業から',
									by: 'company',
									opinions: ['何を頼まれているのか、わからないことがあります。'],
								},
							],
						},
						{
							summary: '留守を頼める隣の団体と、話せる仲間。',
							said: [
								{
									name: '休むために',
									by: null,
									opinions: [
										'隣の団体に、一日だけ留守番を頼める約束をします。',
										'月に一度、支える側だけで話す夜をつくります。',
										'「休みます」という札を、皆で使います。',
									],
								},
							],
						},
					],
					results: [
						{
							kind: 'jointPossibility',
							lines: ['団体どうしの留守番の約束', '支える側だけの集い（月1回、オンライン）'],
						},
					],
					decisions: [
						{
							text: '支える人の集いを、月に一度試す。',
							whoDoes: 'ひより傾聴ボランティア連絡会、こころの居場所 みなも会',
							byWhen: '翌月から',
							organisations: ['ひより傾聴ボランティア連絡会', 'こころの居場所 みなも会'],
						},
					],
					report:
						'26人が参加し、活動を続ける中での悩みを持ち寄りました。留守番の約束と、支える側だけの集いを試すことになりました。',
				},
			},
			{
				key: 'network2',
				title: '情報交換会「相談の入口」',
				theme: '一度の電話で、つながるために',
				lead: '市区町村をまたいで相談がつながる方法を、話し合います。',
				kind: 'exchange',
				ago: -16,
				issue: 'entrance',
				place: '陽和都民ホール 会議室A',
				address: '陽和都帆波町2-4',
				questions: ['どこで、つながらなくなりますか'],
			},
		],
		platform: {
			key: 'rest',
			name: 'お互いさまの留守番',
			nameKana: 'おたがいさまのるすばん',
			issue: 'supporters',
			session: 'network1',
			purpose: '居場所を一人で続ける人が、月に一度は休めるようにします。',
			successCondition: '10の団体が留守番の約束を結び、それぞれが月に一度休めること。',
			period: '1年ほど',
			neededRoles: ['留守番の調整', '集いの進行', '手引きづくり'],
			howToJoin: '参加団体であれば、いつでも加われます。',
			calledAgo: 110,
			activeAgo: 95,
			caller: { who: 'org:こころの居場所 みなも会', roles: ['留守番の調整'] },
			joins: [
				{ who: 'org:ひより傾聴ボランティア連絡会', roles: ['集いの進行'] },
				{ who: 'org:ひより経営者の会', roles: ['会場の提供'] },
			],
			waits: ['ひより子ども応援ネット'],
			asks: [
				{
					who: 'officer',
					displayName: 'いするぎ（都の職員）',
					sharesOnly: true,
					ago: 90,
					welcomed: true,
				},
			],
			actions: [
				{
					what: '留守番の手引きをつくる',
					who: 'org:ひより傾聴ボランティア連絡会',
					madeAgo: 92,
					startedAgo: 85,
					doneAgo: 50,
				},
				{
					what: '次の三つの団体に声をかける',
					who: 'org:こころの居場所 みなも会',
					dueIn: 20,
					madeAgo: 20,
					startedAgo: 12,
				},
			],
			entries: [
				{
					who: 'org:こころの居場所 みなも会',
					ago: 60,
					stage: 'act',
					progress: '四つの団体が約束を結びました。',
					learned: '留守番に行くと、自分の居場所のよさにも気づきます。',
				},
				{
					who: 'org:ひより傾聴ボランティア連絡会',
					ago: 14,
					stage: 'act',
					progress: '六つの団体になりました。手引きを読んで加わった団体があります。',
				},
			],
		},
		outcome: {
			key: 'night',
			origin: { kind: 'session', made: 'session:network1' },
			by: 'facilitator',
			ago: 70,
			title: '支える人の集いが、毎月開かれるようになった',
			kind: 'connection',
			changed:
				'情報交換会の後、支える側だけの集いが毎月オンラインで開かれ、14の団体から参加があります。',
			happened: '会の翌月から',
			evidence: '集いの参加の記録（3回、のべ41人）。',
			number: { value: '14', unit: '団体', meaning: '集いに参加した団体' },
			then: { do: 'publish', by: 'secondEye', ago: 64 },
		},
		logins: [
			{ key: 'office', part: 'ネットワークの事務局（都の職員）' },
			{ key: 'org:ひより子ども応援ネット', part: '参加団体の担当者（ひより子ども応援ネット）' },
			{ key: 'auditor', part: '監査をする職員' },
		],
	},
	{
		slug: 'aohama',
		contact: '蒼浜区 地域福祉課 03-0111-1000',
		partition: '出張所管内',
		areas: [
			{ name: '北浜出張所', kana: 'キタハマシュッチョウジョ' },
			{ name: '汐入出張所', kana: 'シオイリシュッチョウジョ' },
			{ name: '本町出張所', kana: 'ホンチョウシュッチョウジョ' },
			{ name: '橋詰出張所', kana: 'ハシヅメシュッチョウジョ' },
			{ name: '灯山出張所', kana: 'ヒヤマシュッチョウジョ' },
			{ name: '水見出張所', kana: 'ミズミシュッチョウジョ' },
		],
		organisations: 'organisations-aohama.csv',
		places: 'places-aohama.csv',
		people: [
			{ key: 'office', name: '遠山 正彦', kana: 'トオヤマ マサヒコ', role: 'secretariat' },
			{ key: 'secondEye', name: '曽根 真理', kana: 'ソネ マリ', role: 'secretariat' },
			{
				key: 'coordinator',
				name: '梅津 はるな',
				kana: 'ウメヅ ハルナ',
				role: 'coordinator',
				area: '灯山出張所',
			},
			{ key: 'officer', name: '市川 学', kana: 'イチカワ マナブ', role: 'officer' },
			{ key: 'evaluator', name: '兵藤 弘', kana: 'ヒョウドウ ヒロシ', role: 'evaluator' },
			{ key: 'facilitator', name: '志摩 恒子', kana: 'シマ ツネコ' },
			{
				key: 'org:蒼浜区社会福祉協議会',
				name: '大滝 実',
				kana: 'オオタキ ミノル',
				speaksFor: '蒼浜区社会福祉協議会',
			},
			{
				key: 'org:蒼浜区公共交通を考える会',
				name: '大下 渉',
				kana: 'オオシタ ワタル',
				speaksFor: '蒼浜区公共交通を考える会',
			},
			{
				key: 'org:蒼浜区障がい者団体連絡会',
				name: '佐倉 美保',
				kana: 'サクラ ミホ',
				speaksFor: '蒼浜区障がい者団体連絡会',
			},
			{
				key: 'org:蒼浜区町会自治会連合会',
				name: '土方 良平',
				kana: 'ヒジカタ リョウヘイ',
				speaksFor: '蒼浜区町会自治会連合会',
			},
		],
		voices: [
			{
				issue: 'transport',
				tags: ['errands'],
				area: '灯山出張所',
				ago: 205,
				body: '坂の上のバスが減り、通院の日は一日がかりです。',
				deidentified: '坂の上のバスが減り、通院に一日かかる方がいます。',
				reply:
					'ご意見をありがとうございます。交通の担当と共有しました。地区の話し合いにもお知らせします。',
			},
			{
				issue: 'transport',
				tags: ['errands', 'illness_disability'],
				area: '灯山出張所',
				ago: 198,
				body: '車いすでは、バス停まで行けません。',
				deidentified: '車いすでは、バス停まで行けない坂があります。',
			},
			{
				issue: 'transport',
				tags: ['errands'],
				area: '橋詰出張所',
				ago: 191,
				body: '免許を返した後の割引の手続きが、むずかしくてあきらめました。',
				deidentified: '免許を返した後の手続きがむずかしく、あきらめる方がいます。',
			},
			{
				issue: 'transport',
				tags: ['errands'],
				area: '灯山出張所',
				ago: 185,
				body: '社協の買い物便がとても助かっています。区でも続けられるようにしてください。',
				deidentified: '地域の買い物便を、続けられる形にしてほしいという声があります。',
			},
			{
				issue: 'plans',
				tags: ['disaster', 'illness_disability'],
				area: '水見出張所',
				ago: 150,
				body: '個別避難計画を一緒に作ってくれる人が決まりません。',
				deidentified: '個別避難計画を一緒に作る人が決まらない方がいます。',
				reply: '担当の職員がうかがい、計画づくりの日程を決めました。',
			},
			{
				issue: 'plans',
				tags: ['disaster'],
				area: '北浜出張所',
				ago: 141,
				body: '名簿に載ることに同意しましたが、その後の連絡がありません。',
				deidentified: '名簿に同意した後の連絡がなく、不安に思う方がいます。',
			},
			{
				issue: 'plans',
				tags: ['disaster', 'foreign_roots'],
				area: '水見出張所',
				ago: 138,
				body: '避難の紙が日本語だけです。',
				deidentified: '避難の案内が日本語だけで、伝わらない方がいます。',
			},
		],
		untouched: [
			{
				area: '本町出張所',
				body: '福祉の手続きで、同じことを三回書きました。一度で済むようにしてほしいです。',
			},
			{ area: '汐入出張所', body: '地域の集まりの予定を、出張所でも見られるようにしてください。' },
		],
		issues: [
			{
				key: 'transport',
				theme: 'mobility',
				title: '坂の多い地区の移動を、どう支えるか',
				titleKana: 'さかのおおいちくのいどうを、どうささえるか',
				description: '坂の多い地区で、通院や買い物に出られない方がふえています。',
				wall: '交通の計画は路線を、福祉の制度は個人を対象にしていて、地区の助け合いを支える仕組みがありません。',
				areas: ['灯山出張所', '橋詰出張所'],
				ago: 160,
				shared: true,
			},
			{
				key: 'plans',
				theme: 'disaster',
				title: '個別避難計画を一緒に作る人がいない',
				titleKana: 'こべつひなんけいかくをいっしょにつくるひとがいない',
				description: '計画が必要な方に対して、一緒に作る人が足りません。',
				wall: '',
				areas: ['水見出張所'],
				ago: 100,
				shared: false,
			},
		],
		forum: {
			key: 'kyogitai',
			kind: 'council',
			name: '蒼浜区 生活支援協議体',
			nameKana: 'あおはまく せいかつしえんきょうぎたい',
			purpose: '区、社会福祉協議会、地域の団体が、暮らしを支える仕組みについて話し合います。',
			areas: [],
			themes: ['坂の多い地区の移動', '個別避難計画'],
			targets: '協議体の委員と、関係する団体',
			launchedAgo: 190,
			prepareReason: '前から続いている協議体のため、講座は行いません。',
		},
		sessions: [
			{
				key: 'kyogitai1',
				title: '第1回 協議体「坂の多い地区の移動」',
				theme: '助け合いの便を、区はどう支えるか',
				lead: '地域で始まった買い物便を、続けられる形にする方法を話し合います。',
				kind: 'liaison',
				ago: 115,
				issue: 'transport',
				place: '蒼浜区役所 5階 会議室',
				address: '蒼浜区本町2-1-1',
				questions: ['続けるうえで、何が壁ですか', '区にできることは何ですか'],
				content: {
					headcount: 17,
					observers: 5,
					pillars: [
						{
							summary: '保険と、運転する人の確保。',
							said: [
								{
									name: '壁',
									by: 'civicGroup',
									opinions: [
										'事故のときの備えが、団体だけでは重いです。',
										'運転する人の高齢化が進んでいます。',
									],
								},
								{
									name: '当事者から',
									by: 'residents',
									opinions: ['車いすのまま乗れる車がありません。'],
								},
							],
						},
						{
							summary: '保険料の支えと、乗り場の整備から始める。',
							said: [
								{
									name: '区にできること',
									by: 'administration',
									opinions: [
										'行事の保険を、区の制度で使えるか調べます。',
										'乗り場の段差を、道路の担当と見に行きます。',
									],
								},
							],
						},
					],
					decisions: [
						{
							text: '保険と乗り場について、三か月で調べて報告する。',
							whoDoes: '蒼浜区 地域福祉課',
							byWhen: '次の回まで',
							organisations: ['蒼浜区公共交通を考える会', '蒼浜区社会福祉協議会'],
							positions: ['administration'],
						},
					],
					report:
						'17人が参加し、5人が傍聴しました。助け合いの便を続けるうえで、保険と運転する人の確保が壁になっていることを確かめました。',
				},
			},
			{
				key: 'kyogitai2',
				title: '第2回 協議体「調べたことの報告」',
				theme: '保険と乗り場',
				lead: '前回決まった二つのことについて、調べた結果を報告します。傍聴できます。',
				kind: 'liaison',
				ago: -11,
				issue: 'transport',
				place: '蒼浜区役所 5階 会議室',
				address: '蒼浜区本町2-1-1',
				questions: ['報告を聞いて、次に何をしますか'],
			},
		],
		platform: {
			key: 'stops',
			name: '坂の乗り場をととのえる会',
			nameKana: 'さかののりばをととのえるかい',
			issue: 'transport',
			session: 'kyogitai1',
			purpose: '車いすの方も使える乗り場を、坂の多い地区につくります。',
			successCondition: '三つの乗り場で段差がなくなり、当事者が使えると確かめること。',
			period: '1年ほど',
			neededRoles: ['現地を歩く', '点検', '道路の担当との連絡'],
			howToJoin: '現地を歩く日に、どなたでも参加できます。',
			calledAgo: 40,
			caller: { who: 'org:蒼浜区公共交通を考える会', roles: ['現地を歩く', '地図づくり'] },
			joins: [{ who: 'org:蒼浜区障がい者団体連絡会', roles: ['点検'] }],
			waits: ['蒼浜区社会福祉協議会', '蒼浜区町会自治会連合会'],
			actions: [
				{
					what: '候補の乗り場を5か所歩く',
					who: 'org:蒼浜区公共交通を考える会',
					dueIn: 12,
					madeAgo: 20,
					startedAgo: 10,
				},
			],
			entries: [],
		},
		logins: [
			{ key: 'office', part: '地域福祉課の職員（事務局）' },
			{ key: 'org:蒼浜区社会福祉協議会', part: '団体の担当者（蒼浜区社会福祉協議会）' },
			{ key: 'evaluator', part: '地域福祉計画の評価委員' },
		],
	},
];
