import type { Destination, QuestionKind, Stage } from '#lib/platforms/rules.ts';
import type { IssueKey } from './issue-times.ts';

/** Who takes part: `org:` and a name of the directory, or the key of a person under a chosen name. */
export type Part = {
	who: string;
	displayName?: string;
	roles?: readonly string[];
	/** Instead of a role: 情報共有のみ */
	sharesOnly?: boolean;
};

export type Action = {
	what: string;
	who: string;
	/** Days from today. */
	dueIn?: number;
	remark?: string;
	madeAgo: number;
	startedAgo?: number;
	doneAgo?: number;
};

export type Entry = {
	who: string;
	ago: number;
	stage: Stage;
	progress: string;
	tried?: string;
	learned?: string;
	next?: string;
};

export type Question = {
	kind: QuestionKind;
	ago: number;
	words: string;
	/** What each of the others answers, with what it gained (相利); those left out have not answered yet. */
	answers: readonly { who: string; benefit?: string }[];
};

export type End = {
	ago: number;
	reached: string;
	thanks: string;
	remains: readonly { words: string; destination: Destination }[];
	resolves: boolean;
	outcome?: {
		title: string;
		kind: 'mechanism' | 'connection' | 'life' | 'institution' | 'other';
		voices: string;
		evidence: string;
		number?: { value: string; unit: string; meaning: string };
		publishedAgo: number;
	};
};

/** プラットフォームよびかけ書 (F-17) and what came of it. */
export type PlatformText = {
	key: string;
	name: string;
	nameKana: string;
	issue: IssueKey;
	/** Out of which session it was called. */
	session: string;
	purpose: string;
	successCondition: string;
	period: string;
	neededRoles: readonly string[];
	howToJoin: string;
	calledAgo: number;
	/** Missing while people are still gathering. */
	activeAgo?: number;
	caller: Part;
	/** Invited and came; each by its own act. */
	joins: readonly Part[];
	/** Invited; has not answered. */
	waits?: readonly string[];
	declines?: readonly string[];
	/** Asked by themselves. `welcomed` is false while nobody has answered them. */
	asks?: readonly (Part & { ago: number; welcomed: boolean })[];
	/** Left, and handed their tasks to somebody. */
	leaves?: { who: string; ago: number; to: string };
	actions: readonly Action[];
	entries: readonly Entry[];
	question?: Question;
	end?: End;
};

const officer = { who: 'officer', displayName: 'とおやま（区の職員）' };

export const platformTexts: readonly PlatformText[] = [
	{
		key: 'lunch',
		name: 'はじめましての昼ごはん',
		nameKana: 'はじめましてのひるごはん',
		issue: 'new-mothers',
		session: 'talk:new-mothers',
		purpose: '越してきたばかりの子育て家庭が、近所に顔見知りをつくれるようにします。',
		successCondition:
			'月2回の昼ごはんの会が半年続き、はじめて来た家庭の半分が、近所に話せる人が一人以上できたと答えること。',
		period: '9か月ほど',
		neededRoles: ['場所を開ける人', '料理をする人', '入口で待つ人', '健診の会場から一緒に歩く人'],
		howToJoin: '見学からどうぞ。毎月第2・第4水曜日の10時に、店の2階へお越しください。',
		calledAgo: 338,
		activeAgo: 310,
		caller: { who: 'org:NPO法人 SODATE', roles: ['会の進行', '一時預かり'] },
		joins: [
			{ who: 'org:ミナトマート 北浜店', roles: ['店の2階を開ける', '食材の提供'] },
			{ who: 'org:埠頭新町自治会', roles: ['回覧と掲示でのお知らせ'] },
			{ who: 'org:埠頭新町地区民生委員児童委員協議会', roles: ['健診の会場から一緒に歩く'] },
			{ who: 'org:絵本よみきかせ ぽんぽこ', roles: ['絵本の時間'] },
		],
		declines: ['生活協同組合コープひより 蒼浜センター'],
		asks: [
			{ who: 'resident8', displayName: 'ひよこ', roles: ['入口で待つ'], ago: 260, welcomed: true },
		],
		actions: [
			{
				what: '会場の決まりを一枚にまとめる',
				who: 'org:ミナトマート 北浜店',
				madeAgo: 308,
				startedAgo: 306,
				doneAgo: 300,
			},
			{
				what: '案内のちらしを健診の会場に置く',
				who: 'org:埠頭新町自治会',
				madeAgo: 308,
				startedAgo: 304,
				doneAgo: 296,
			},
			{
				what: '入口で待つ当番を決める',
				who: 'org:NPO法人 SODATE',
				madeAgo: 305,
				startedAgo: 300,
				doneAgo: 292,
			},
			{
				what: '来た方に、三か月後の様子を聞く',
				who: 'org:NPO法人 SODATE',
				madeAgo: 240,
				startedAgo: 200,
				doneAgo: 128,
			},
		],
		entries: [
			{
				who: 'org:NPO法人 SODATE',
				ago: 284,
				stage: 'act',
				progress: '昼ごはんの会を4回開き、のべ31家庭が来られました。',
				tried: '予約のいる回といらない回を、一度ずつ試しました。',
				learned: '予約のいらない回に、はじめての方が多く来ました。',
				next: '全部の回を、予約なしにします。',
			},
			{
				who: 'org:埠頭新町地区民生委員児童委員協議会',
				ago: 226,
				stage: 'act',
				progress: '健診の会場から一緒に歩いた家庭が12になりました。',
				learned: '「一緒に行きましょう」より「ちょうど行くところです」のほうが、来やすいようです。',
			},
			{
				who: 'org:絵本よみきかせ ぽんぽこ',
				ago: 165,
				stage: 'act',
				progress: '先に来ていた方が、新しい方を迎えるようになりました。',
				learned: '役割があると、次も来る理由になります。',
			},
			{
				who: 'org:NPO法人 SODATE',
				ago: 124,
				stage: 'review',
				progress:
					'半年続きました。聞き取りでは、はじめて来た38家庭のうち25家庭が、近所に話せる人ができたと答えました。',
			},
		],
		question: {
			kind: 'achieve',
			ago: 121,
			words:
				'月2回の会が半年続き、はじめて来た家庭の半分をこえる方が、話せる人ができたと答えました。達成の目安に届いたと考えます。',
			answers: [
				{
					who: 'org:ミナトマート 北浜店',
					benefit: '昼の時間に店へ来る方がふえ、店員が名前で呼べるお客さまができました。',
				},
				{ who: 'org:埠頭新町自治会', benefit: '若い家庭と、初めて話す機会になりました。' },
				{
					who: 'org:埠頭新町地区民生委員児童委員協議会',
					benefit: '訪ねるとき、子どもの名前を呼べるようになりました。',
				},
				{ who: 'org:絵本よみきかせ ぽんぽこ', benefit: '読み手の仲間が2人ふえました。' },
				{ who: 'resident8', benefit: '越してきたときの自分に、やっと返事ができた気がします。' },
			],
		},
		end: {
			ago: 106,
			reached:
				'月2回の昼ごはんの会が半年続き、はじめて来た38家庭のうち25家庭が、近所に話せる人ができたと答えました。目安の半分をこえました。',
			thanks:
				'火を使い、扉を開け、待っていてくださった皆さま、ありがとうございました。会は、来ていた方たちの手で続きます。',
			remains: [{ words: '夜や週末にしか来られない家庭への声かけ', destination: 'issue' }],
			resolves: true,
			outcome: {
				title: '予約のいらない昼ごはんの会が、当事者の手で続いている',
				kind: 'mechanism',
				voices:
					'「はじめての日、入口で待っていてくれた人の顔を、今も覚えています。今度は私が待つ番です。」',
				evidence: '参加の記録と、三か月後の聞き取り（38家庭のうち25家庭）。',
				number: {
					value: '25',
					unit: '家庭',
					meaning: '近所に話せる人ができたと答えた家庭（はじめて来た38家庭のうち）',
				},
				publishedAgo: 99,
			},
		},
	},
	{
		key: 'family',
		name: '世帯まるごと相談の入口づくり',
		nameKana: 'せたいまるごとそうだんのいりぐちづくり',
		issue: 'eighty-fifty',
		session: 'talk:eighty-fifty',
		purpose:
			'高齢の親と、家にいる子の世帯が、一度の相談で両方の話を聞いてもらえる入口をつくります。',
		successCondition:
			'名前を言わなくてよい相談の日を月1回開き、三つの機関が同じ用紙で話を聞けるようになること。',
		period: '1年ほど',
		neededRoles: ['電話を受ける人', '用紙をつくる人', '家族会の世話をする人'],
		howToJoin: '事務局までご連絡ください。',
		calledAgo: 318,
		activeAgo: 292,
		caller: { who: 'org:NPO法人 こもれび', roles: ['電話を受ける', '家族会の世話'] },
		joins: [
			{ who: 'org:北浜西地区民生委員児童委員協議会', roles: ['お知らせを届ける'] },
			{ who: 'org:NPO法人 きずな就労センター', roles: ['働くことの相談'] },
			{ who: 'org:蒼浜区地域包括支援センター 北浜', roles: ['親の暮らしの相談'] },
		],
		asks: [{ ...officer, sharesOnly: true, ago: 285, welcomed: true }],
		actions: [
			{
				what: '三つの機関で使う用紙の案をつくる',
				who: 'org:NPO法人 きずな就労センター',
				madeAgo: 288,
				startedAgo: 280,
				doneAgo: 240,
			},
			{
				what: '名前を言わなくてよい電話の日を、月1回開く',
				who: 'org:NPO法人 こもれび',
				madeAgo: 288,
				startedAgo: 270,
				doneAgo: 150,
			},
			{
				what: '用紙を使ってよい根拠を確かめる',
				who: 'org:蒼浜区地域包括支援センター 北浜',
				madeAgo: 230,
				startedAgo: 215,
			},
		],
		entries: [
			{
				who: 'org:NPO法人 こもれび',
				ago: 252,
				stage: 'act',
				progress: '電話の日を2回開き、4件の電話がありました。',
				tried: '夜の8時まで受けてみました。',
				learned: '夜のほうが、家族が話しやすいようです。',
			},
			{
				who: 'org:蒼浜区地域包括支援センター 北浜',
				ago: 190,
				stage: 'act',
				progress: '用紙の案ができましたが、機関どうしで内容を見せ合う根拠がなく、使えていません。',
				learned: '団体の間の約束だけでは、個人のことを共有できません。',
				next: '区と相談します。',
			},
			{
				who: 'org:NPO法人 きずな就労センター',
				ago: 118,
				stage: 'review',
				progress:
					'半年たちましたが、同じ用紙で話を聞くところまで進めていません。電話の日は続けられます。',
			},
		],
		question: {
			kind: 'stop',
			ago: 80,
			words:
				'電話の日は続けられますが、目的だった「一度の相談で両方の話を聞く入口」は、私たちだけではつくれないとわかりました。共有のための決まりを区につくってもらう必要があります。ここでいったんやめ、わかったことを引き継ぎたいと思います。',
			answers: [
				{
					who: 'org:北浜西地区民生委員児童委員協議会',
					benefit: '断られても手紙を置いてくる、というやり方を覚えました。',
				},
				{
					who: 'org:NPO法人 きずな就労センター',
					benefit: '親の相談を受ける方と、顔の見える関係になりました。',
				},
				{
					who: 'org:蒼浜区地域包括支援センター 北浜',
					benefit: '子の側の相談先を、具体的に案内できるようになりました。',
				},
				{ who: 'officer' },
			],
		},
		end: {
			ago: 63,
			reached:
				'名前を言わなくてよい電話の日は月1回続きましたが、三つの機関が同じ用紙で話を聞くところまでは届きませんでした。団体どうしの約束だけでは、個人のことを共有できないためです。',
			thanks:
				'夜の電話を受け続けてくださった皆さま、ありがとうございました。届かなかったことも、次の一歩の材料になります。',
			remains: [
				{ words: '世帯全体の相談を受けるための、情報の共有の決まり', destination: 'plan' },
				{ words: '名前を言わなくてよい電話の日（月1回）', destination: 'member' },
			],
			resolves: false,
		},
	},
	{
		key: 'lights',
		name: '夕方の灯り',
		nameKana: 'ゆうがたのあかり',
		issue: 'evening-children',
		session: 'hiyama:4',
		purpose: '灯山の子どもが、夕方から夜8時まで、安心して過ごせる場所をつくります。',
		successCondition:
			'週4日、夕方5時から8時まで開く場所ができ、3か月続くこと。夜の帰り道に大人が付き添えること。',
		period: '8か月ほど',
		neededRoles: [
			'部屋を開ける人',
			'夕食をつくる人',
			'宿題を見る人',
			'帰り道に付き添う人',
			'学校との連絡',
		],
		howToJoin: '灯山坂下会館で、毎週火曜日の夕方にどなたでも見学できます。',
		calledAgo: 284,
		activeAgo: 262,
		caller: { who: 'org:灯山坂下町会', roles: ['会館を開ける', '近所への説明'] },
		joins: [
			{ who: 'org:NPO法人 灯りの輪', roles: ['居場所の運営', '保険の手続き'] },
			{ who: 'org:髙﨑ひなた子ども食堂', roles: ['夕食をつくる'] },
			{ who: 'org:NPO法人 ともしび学習室', roles: ['宿題を見る'] },
			{ who: 'org:蒼浜区立灯山小学校PTA', roles: ['お便りでのお知らせ'] },
			{ who: 'org:灯山坂下商店街振興組合', roles: ['店から会館までの案内', '惣菜の提供'] },
			{ who: 'org:こども見守り青パト隊', roles: ['帰り道の付き添い'] },
			{ who: 'org:社会福祉法人 灯山愛児園', roles: ['土曜日の部屋'] },
		],
		asks: [
			{ ...officer, roles: ['区の制度の案内'], ago: 255, welcomed: true },
			{
				who: 'student',
				displayName: 'れん（学生）',
				roles: ['宿題を見る'],
				ago: 205,
				welcomed: true,
			},
		],
		leaves: { who: 'org:社会福祉法人 灯山愛児園', ago: 140, to: 'org:NPO法人 灯りの輪' },
		actions: [
			{
				what: '近所への説明の会を開く',
				who: 'org:灯山坂下町会',
				madeAgo: 260,
				startedAgo: 258,
				doneAgo: 250,
			},
			{
				what: '行事保険に申し込む',
				who: 'org:NPO法人 灯りの輪',
				madeAgo: 260,
				startedAgo: 256,
				doneAgo: 248,
			},
			{
				what: '火曜日の夕食を始める',
				who: 'org:髙﨑ひなた子ども食堂',
				madeAgo: 258,
				startedAgo: 245,
				doneAgo: 240,
			},
			{
				what: 'アレルギーを確かめる紙をつくる',
				who: 'org:髙﨑ひなた子ども食堂',
				madeAgo: 215,
				startedAgo: 180,
				doneAgo: 168,
			},
			{
				what: '帰り道の付き添いの順番を決める',
				who: 'org:こども見守り青パト隊',
				madeAgo: 200,
				startedAgo: 190,
				doneAgo: 150,
			},
			{
				what: '土曜日に使える部屋を調べる',
				who: 'org:社会福祉法人 灯山愛児園',
				madeAgo: 180,
				startedAgo: 170,
			},
			{
				what: '木曜日と金曜日を加える',
				who: 'org:NPO法人 灯りの輪',
				madeAgo: 150,
				startedAgo: 140,
				doneAgo: 112,
			},
		],
		entries: [
			{
				who: 'org:灯山坂下町会',
				ago: 236,
				stage: 'act',
				progress: '火曜日の夕方が始まりました。はじめの日は5人、今は8人前後が来ます。',
				tried: '店から会館までの案内を、商店街の方にお願いしました。',
				learned: '知っている大人が一人いると、次も来ます。',
			},
			{
				who: 'org:NPO法人 ともしび学習室',
				ago: 190,
				stage: 'act',
				progress: '水曜日も開きました。中学生が小学生に教えるようになりました。',
				learned: '教える役があると、中学生も来やすくなります。',
			},
			{
				who: 'org:こども見守り青パト隊',
				ago: 148,
				stage: 'act',
				progress: '帰り道の付き添いが、毎回できるようになりました。',
				tried: '三つの方向に分かれて歩きました。',
				next: '雨の日の道を決めます。',
			},
			{
				who: 'org:NPO法人 灯りの輪',
				ago: 110,
				stage: 'act',
				progress: '週4日になりました。長い休みは昼から開けました。',
			},
			{
				who: 'officer',
				ago: 78,
				stage: 'review',
				progress: '週4日が3か月続きました。帰り道の付き添いは、休んだ日がありません。',
			},
		],
		question: {
			kind: 'achieve',
			ago: 62,
			words:
				'週4日、夕方5時から8時までの場所が3か月続き、帰り道の付き添いもできています。子どもたちから「ここがあるから平気」という声を聞きました。達成したと考えます。',
			answers: [
				{
					who: 'org:NPO法人 灯りの輪',
					benefit: '一団体では開けなかった曜日を、地域の方と一緒に開けました。',
				},
				{ who: 'org:髙﨑ひなた子ども食堂', benefit: '食材を無駄にせず、作る日をふやせました。' },
				{ who: 'org:NPO法人 ともしび学習室', benefit: '断ることがなくなりました。' },
				{
					who: 'org:蒼浜区立灯山小学校PTA',
					benefit: '働く保護者どうしが、話せるようになりました。',
				},
				{
					who: 'org:灯山坂下商店街振興組合',
					benefit: '店の前が、子どもの声でにぎやかになりました。',
				},
				{ who: 'org:こども見守り青パト隊', benefit: '巡回の目的がはっきりし、隊員がふえました。' },
				{ who: 'officer', benefit: '制度の使いにくいところが、よくわかりました。' },
				{ who: 'student', benefit: '自分の町に、知っている人が30人できました。' },
			],
		},
		end: {
			ago: 49,
			reached:
				'会館・食堂・学習室を曜日でつなぎ、週4日、夕方5時から8時までの居場所が3か月をこえて続きました。登録した子どもは34人、夜の帰り道の付き添いは112回です。',
			thanks:
				'鍵を開け、鍋を洗い、宿題を見て、雨の日も一緒に歩いてくださった皆さま、ありがとうございました。灯りは、これからも三つの団体が受け持って続きます。',
			remains: [
				{ words: '学校に行けない子どもの、昼の居場所', destination: 'issue' },
				{ words: '週4日の居場所を続けること', destination: 'member' },
			],
			resolves: true,
			outcome: {
				title: '灯山に、週4日の夕方の居場所ができた',
				kind: 'mechanism',
				voices:
					'「夜ごはんを、だれかと食べられるのがうれしい。」「迎えに行く道で、子どもが今日の話をしてくれるようになりました。」',
				evidence: '開いた日の記録（3か月で52日）、子どもと保護者への聞き取り。',
				number: { value: '34', unit: '人', meaning: '登録した子ども' },
				publishedAgo: 44,
			},
		},
	},
	{
		key: 'van',
		name: '坂の上の買い物便',
		nameKana: 'さかのうえのかいものびん',
		issue: 'hill-shopping',
		session: 'talk:hill-shopping',
		purpose: '松ヶ原台に住む方が、自分の目で選んで買い物をし、通院できるようにします。',
		successCondition:
			'週2回の乗り合い便が半年続き、月に60人が使うこと。重い物は翌日までに玄関へ届くこと。',
		period: '1年ほど',
		neededRoles: ['車を出す', '予約の電話を受ける', '付き添い', '重い物の配達', '保険'],
		howToJoin: '月曜日と木曜日の13時50分に、松ヶ原台会館の前へお越しください。見学もできます。',
		calledAgo: 286,
		activeAgo: 258,
		caller: { who: 'org:さかみち', roles: ['予約の電話を受ける', '付き添い'] },
		joins: [
			{ who: 'org:社会福祉法人 松籟会', roles: ['木曜日の車を出す'] },
			{ who: 'org:有限会社 松原タクシー', roles: ['月曜日の車を出す'] },
			{ who: 'org:松ヶ原台自治会', roles: ['回覧でのお知らせ', '乗り場の当番'] },
			{ who: 'org:松ヶ原台東町会', roles: ['乗り場の当番'] },
			{ who: 'org:生活協同組合コープひより 蒼浜センター', roles: ['重い物の配達'] },
		],
		asks: [{ ...officer, roles: ['公共交通の担当との連絡'], ago: 240, welcomed: true }],
		actions: [
			{
				what: '月曜日の便を試す（4回）',
				who: 'org:有限会社 松原タクシー',
				madeAgo: 256,
				startedAgo: 250,
				doneAgo: 222,
			},
			{
				what: '付き添いの保険を確かめる',
				who: 'org:さかみち',
				madeAgo: 256,
				startedAgo: 252,
				doneAgo: 235,
			},
			{
				what: '木曜日の便を始める',
				who: 'org:社会福祉法人 松籟会',
				madeAgo: 230,
				startedAgo: 205,
				doneAgo: 180,
			},
			{
				what: '途中の腰かけを3か所に置く',
				who: 'org:松ヶ原台自治会',
				madeAgo: 150,
				startedAgo: 120,
				doneAgo: 85,
			},
			{
				what: '新しい時刻表を配る',
				who: 'org:松ヶ原台東町会',
				dueIn: 16,
				madeAgo: 24,
				startedAgo: 12,
			},
			{
				what: '病院の前にも停まれるか相談する',
				who: 'org:さかみち',
				dueIn: 34,
				remark: '病院の地域連携室と話しています。',
				madeAgo: 24,
				startedAgo: 8,
			},
			{ what: '雪の日の決まりをつくる', who: '', dueIn: 40, madeAgo: 10 },
		],
		entries: [
			{
				who: 'org:さかみち',
				ago: 224,
				stage: 'act',
				progress: '月曜日の便を4回試し、のべ26人が乗りました。',
				tried: '予約の電話を、朝の9時から10時だけにしました。',
				learned: '買い物より、車の中のおしゃべりを楽しみにする方がいます。',
				next: '木曜日も加えます。',
			},
			{
				who: 'org:社会福祉法人 松籟会',
				ago: 178,
				stage: 'act',
				progress: '木曜日も走り、月に48人になりました。',
				learned: '運転する職員が、利用者の家族と話すきっかけになりました。',
			},
			{
				who: 'org:生活協同組合コープひより 蒼浜センター',
				ago: 128,
				stage: 'act',
				progress: '重い物の翌日配達は、月に35件です。',
			},
			{
				who: 'org:松ヶ原台自治会',
				ago: 82,
				stage: 'act',
				progress: '坂の途中に、腰かけを3か所置きました。',
				tried: '置く場所を、歩いて決めました。',
				learned: '歩いて上る方もふえました。',
			},
			{
				who: 'officer',
				ago: 36,
				stage: 'act',
				progress: '月に57人になりました。公共交通の担当が、試しの便を見に来ました。',
			},
			{
				who: 'org:さかみち',
				ago: 11,
				stage: 'act',
				progress: '今月は59人です。目安の60人まで、あと少しになりました。',
				next: '新しい時刻表を配ります。',
			},
		],
	},
	{
		key: 'roles',
		name: '男の役わり会',
		nameKana: 'おとこのやくわりかい',
		issue: 'retired-men',
		session: 'talk:retired-men',
		purpose: '仕事を離れた方が、頼まれごとを通して地域に出かけ、知り合いをつくれるようにします。',
		successCondition:
			'毎月10件の頼まれごとに応え、参加する方が20人になり、互いに名前で呼び合えるようになること。',
		period: '1年ほど',
		neededRoles: ['頼まれごとを受ける', '道具の用意', 'ちらしづくり', '送り迎え'],
		howToJoin: '第1土曜日の10時、水見会館。名刺はいりません。',
		calledAgo: 271,
		activeAgo: 246,
		caller: { who: 'org:ふれあい水曜会', roles: ['頼まれごとを受ける', '昼ごはんづくり'] },
		joins: [
			{ who: 'org:おもちゃのびょういん蒼浜', roles: ['修理の場を開く'] },
			{ who: 'org:水見町会', roles: ['会館を開ける', '頼みごとを集める'] },
			{ who: 'org:(株)カイ・ロジ', roles: ['道具と台車を貸す'] },
			{ who: 'org:スマホ教え隊', roles: ['連絡の方法を教える'] },
		],
		asks: [
			{
				who: 'haibara',
				displayName: '次郎',
				roles: ['荷物運び', '書類づくり'],
				ago: 238,
				welcomed: true,
			},
			{
				who: 'resident6',
				displayName: 'ひさ',
				roles: ['電気まわりの修理'],
				ago: 200,
				welcomed: true,
			},
			{ who: 'resident19', displayName: 'すぎ', roles: ['送り迎え'], ago: 5, welcomed: false },
		],
		actions: [
			{
				what: '頼みごとの掲示板を三つの場所に置く',
				who: 'org:水見町会',
				madeAgo: 244,
				startedAgo: 240,
				doneAgo: 226,
			},
			{
				what: '道具の置き場をつくる',
				who: 'org:(株)カイ・ロジ',
				madeAgo: 244,
				startedAgo: 236,
				doneAgo: 210,
			},
			{
				what: 'おもちゃの修理を手伝う日を決める',
				who: 'org:おもちゃのびょういん蒼浜',
				madeAgo: 220,
				startedAgo: 215,
				doneAgo: 190,
			},
			{ what: '行事の椅子運びの当番表', who: 'haibara', dueIn: 9, madeAgo: 20, startedAgo: 9 },
			{ what: 'もちつきの臼を修理する', who: 'resident6', dueIn: 36, madeAgo: 15 },
		],
		entries: [
			{
				who: 'org:ふれあい水曜会',
				ago: 215,
				stage: 'act',
				progress: '頼まれごとに7件応えました。参加は9人です。',
				tried: '頼む方の顔が見えるよう、一緒にお茶を飲みました。',
				learned: '「助かりました」の一言で、次も来られます。',
			},
			{
				who: 'haibara',
				ago: 170,
				stage: 'act',
				progress: '椅子運びと、ちらしづくりをしました。',
				learned: '何をしていた人かは、だれも聞きませんでした。それが心地よいです。',
			},
			{
				who: 'org:おもちゃのびょういん蒼浜',
				ago: 110,
				stage: 'act',
				progress: '修理を手伝う方が4人になり、待つ日数が半分になりました。',
			},
			{
				who: 'org:水見町会',
				ago: 48,
				stage: 'act',
				progress: '頼まれごとは月に12件になりました。参加は16人です。',
				next: '働いている方も来られるよう、夜の回を試します。',
			},
			{
				who: 'resident6',
				ago: 18,
				stage: 'act',
				progress: '夜の回に3人来られました。',
				learned: '昼の会とは、頼まれごとの中身が違います。',
			},
		],
	},
	{
		key: 'bento',
		name: '夏休みのお弁当',
		nameKana: 'なつやすみのおべんとう',
		issue: 'food-poverty',
		session: 'talk:food-poverty',
		purpose: '給食のない長い休みに、だれでも気がねなく、昼ごはんを受け取れるようにします。',
		successCondition:
			'夏休みの平日に毎日40食を用意し、申し込んだ家庭の8割が「受け取りやすかった」と答えること。',
		period: '1年ほど',
		neededRoles: ['作る人', '野菜を出す人', '受け渡しの場所', '学校との連絡'],
		howToJoin: '調理は水見地域センターの調理室です。1日だけの手伝いもできます。',
		calledAgo: 255,
		activeAgo: 226,
		caller: { who: 'org:NPO法人 みんなの台所', roles: ['献立と調理', '申し込みの受付'] },
		joins: [
			{ who: 'org:髙﨑ひなた子ども食堂', roles: ['調理'] },
			{ who: 'org:NPO法人 おひさまファーム', roles: ['野菜を出す'] },
			{ who: 'org:蒼浜信用金庫', roles: ['ロビーでの受け渡し', '包む材料の寄付'] },
			{ who: 'org:水見町会', roles: ['会館での受け渡し'] },
			{ who: 'org:蒼浜区立水見中学校', roles: ['全家庭へのお知らせ'] },
		],
		asks: [{ ...officer, roles: ['就学援助のお知らせとの調整'], ago: 210, welcomed: true }],
		actions: [
			{
				what: '受け渡しの場所を三つ決める',
				who: 'org:蒼浜信用金庫',
				madeAgo: 222,
				startedAgo: 210,
				doneAgo: 180,
			},
			{
				what: '申し込みの紙から、収入の欄をなくす',
				who: 'org:NPO法人 みんなの台所',
				madeAgo: 222,
				startedAgo: 205,
				doneAgo: 188,
			},
			{
				what: '献立を二週間分つくる',
				who: 'org:髙﨑ひなた子ども食堂',
				madeAgo: 190,
				startedAgo: 170,
				doneAgo: 150,
			},
			{
				what: '長い休みの平日に、毎日40食を届ける',
				who: 'org:NPO法人 みんなの台所',
				madeAgo: 160,
				startedAgo: 124,
				doneAgo: 86,
			},
			{
				what: '受け取った家庭に聞き取りをする',
				who: 'org:蒼浜区立水見中学校',
				madeAgo: 100,
				startedAgo: 80,
				doneAgo: 30,
			},
			{
				what: '次の長い休みの10日間を試す',
				who: 'org:NPO法人 みんなの台所',
				dueIn: 28,
				madeAgo: 22,
				startedAgo: 15,
			},
		],
		entries: [
			{
				who: 'org:NPO法人 みんなの台所',
				ago: 186,
				stage: 'share',
				progress: '申し込みは名前と食数だけにしました。',
				learned: '収入を書かなくてよいと知って、申し込んだ方がいました。',
			},
			{
				who: 'org:NPO法人 おひさまファーム',
				ago: 140,
				stage: 'act',
				progress: 'はじめの休みに8日間試し、1日24食でした。',
			},
			{
				who: 'org:蒼浜信用金庫',
				ago: 92,
				stage: 'act',
				progress: '長い休みの間、毎日40食を用意できました。受け渡しの列はできませんでした。',
				tried: '受け取りの時間に1時間の幅を持たせました。',
				learned: 'だれのための弁当かを聞かないことが、大切でした。',
			},
			{
				who: 'org:蒼浜区立水見中学校',
				ago: 28,
				stage: 'review',
				progress: '聞き取りに答えた52家庭のうち、44家庭が「受け取りやすかった」と答えました。',
			},
		],
		question: {
			kind: 'achieve',
			ago: 6,
			words:
				'長い休みの平日に毎日40食を用意し、聞き取りでは8割をこえる家庭が「受け取りやすかった」と答えました。達成の目安に届いたと思います。皆さんはどう思われますか。',
			answers: [
				{ who: 'org:NPO法人 おひさまファーム', benefit: '規格に合わない野菜が、全部生きました。' },
				{
					who: 'org:蒼浜信用金庫',
					benefit: 'ロビーが、用のない日にも立ち寄れる場所になりました。',
				},
			],
		},
	},
	{
		key: 'morning',
		name: 'エレベーター前の朝のあいさつ',
		nameKana: 'えれべーたーまえのあさのあいさつ',
		issue: 'condo-alone',
		session: 'futo:2',
		purpose: '同じ建物に住む方が、近すぎず遠すぎない距離で、互いの異変に気づけるようにします。',
		successCondition:
			'三つの建物で、週2回の朝のあいさつが3か月続き、気になったときに知らせる一つの電話番号が決まること。',
		period: '半年ほど',
		neededRoles: ['朝に立つ人', '知らせを受ける電話', '管理会社との連絡', '配達のときの声かけ'],
		howToJoin: '週1回、30分からでかまいません。見守られる側としての参加も歓迎します。',
		calledAgo: 14,
		caller: { who: 'org:シーサイド埠頭マンション自治会', roles: ['朝に立つ', '管理会社との連絡'] },
		joins: [{ who: 'org:株式会社 あさなぎ新聞販売', roles: ['配達のときの声かけ'] }],
		waits: ['NPO法人 埠頭ネット', '埠頭新町地区民生委員児童委員協議会', '埠頭新町自治会'],
		asks: [
			{ who: 'resident14', displayName: '上の階', roles: ['朝に立つ'], ago: 4, welcomed: false },
		],
		actions: [
			{
				what: '管理会社に、ロビーを使ってよいか聞く',
				who: 'org:シーサイド埠頭マンション自治会',
				dueIn: 6,
				madeAgo: 5,
				startedAgo: 3,
			},
		],
		entries: [],
	},
];
