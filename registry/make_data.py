"""`python -m registry.make_data`: writes data.json, the invented world of the demo; the same at every run.

Companies, people, vehicles and drivers are made up; their numbers only keep the check digits of the standards.
`records` is what other authorities hold, `ledgers` what the transport bureau itself holds.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
VIN_VALUES = dict(
    zip(
        "0123456789ABCDEFGHJKLMNPRSTUVWXYZ", [*range(10), *range(1, 9), 1, 2, 3, 4, 5, 7, 9, *range(2, 10)], strict=True
    )
)
VIN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
AS_OF = "2026-11-02T01:00:00+00:00"
SURNAMES = "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = [
    "建军",
    "海涛",
    "志强",
    "卫东",
    "晓峰",
    "国栋",
    "玉梅",
    "春生",
    "德福",
    "明辉",
    "秋菊",
    "长江",
    "文斌",
    "保国",
    "红霞",
]
DIVISIONS = {
    "410802": ("解放区", "建设西路"),
    "410803": ("中站区", "跃进路"),
    "410804": ("马村区", "文昌路"),
    "410811": ("山阳区", "人民路"),
    "410821": ("修武县", "竹林大道"),
    "410822": ("博爱县", "中山路"),
    "410823": ("武陟县", "兴华路"),
    "410825": ("温县", "黄河路"),
    "410882": ("沁阳市", "怀府路"),
    "410883": ("孟州市", "会昌路"),
}
STEMS = [
    "豫捷",
    "怀川",
    "宏远",
    "恒通",
    "金桥",
    "腾达",
    "安顺",
    "丰源",
    "中原",
    "百通",
    "鑫盛",
    "长运",
    "联达",
    "四方",
    "瑞丰",
    "华联",
    "佳运",
]
INSPECTED = "2031-03-31"
LATE_FOR_INSPECTION = {0: "2026-10-31", 1: "2026-09-30"}
"""The first vehicle of these companies was to be inspected until then: what their promise says is not so any more."""
TYPES = [
    ("重型半挂牵引车", "东风牌DFH4250", 25000, 0, "6980×2550×3950", True),
    ("重型厢式货车", "解放牌CA5250XXY", 25000, 14500, "11990×2550×3990", True),
    ("重型仓栅式货车", "陕汽牌SX5310CCY", 31000, 18200, "11990×2550×3990", True),
    ("中型厢式货车", "江淮牌HFC5091XXY", 9000, 4800, "8490×2400×3600", True),
    ("轻型厢式货车", "福田牌BJ5045XXY", 4495, 1735, "5995×2200×3200", False),
]


def uscc(body: str) -> str:
    total = sum(USCC.index(char) * pow(3, place, 31) for place, char in enumerate(body))
    return body + USCC[-total % 31]


def citizen_id(body: str) -> str:
    total = sum(int(char) * pow(2, 17 - place, 11) for place, char in enumerate(body))
    return body + "10X98765432"[total % 11]


def vin(body: str) -> str:
    total = sum(VIN_VALUES[char] * weight for char, weight in zip(body, VIN_WEIGHTS, strict=True))
    return body[:8] + "0123456789X"[total % 11] + body[9:]


class World:
    """Everything that exists in the demo, collected while it is made."""

    def __init__(self) -> None:
        self.chance = random.Random(410800)  # noqa: S311 - reproducible, not secret
        self.records: dict[str, list[dict[str, Any]]] = {}
        self.ledgers: dict[str, list[dict[str, Any]]] = {}
        self.plate = 10000
        self.serial = 100

    def record(self, material: str, keys: dict[str, str], fields: dict[str, str]) -> None:
        self.records.setdefault(material, []).append({"keys": keys, "fields": fields, "version": "1", "as_of": AS_OF})

    def ledger(self, material: str, keys: dict[str, str], fields: dict[str, str]) -> None:
        self.ledgers.setdefault(material, []).append({"keys": keys, "fields": fields})

    def person(self, name: str, number: str) -> None:
        for material in ("id-principal", "id-agent", "id-applicant"):
            self.record(material, {"id-number": number}, {"person-name": name, "id-number": number})

    def someone(self) -> tuple[str, str]:
        self.serial += 1
        name = self.chance.choice(SURNAMES) + self.chance.choice(GIVEN)
        year, month, day = self.chance.randint(1970, 1998), self.chance.randint(1, 12), self.chance.randint(1, 28)
        return name, citizen_id(
            f"{self.chance.choice(list(DIVISIONS))}{year}{month:02d}{day:02d}{self.serial % 1000:03d}"
        )

    def company(
        self, code: str, name: str, kind: str, principal: tuple[str, str], division: str, address: str, **more: str
    ) -> None:
        self.person(*principal)
        self.record(
            "business-licence",
            {"uscc": code},
            {
                "uscc": code,
                "name": name,
                "entity-type": kind,
                "legal-rep": principal[0],
                "legal-rep-id": principal[1],
                "address": address,
                "division": division,
                "scope": "道路货物运输（不含危险货物）；普通货物仓储服务",
                "established-on": "2021-04-16",
                "entity-status": more.get("status", "存续"),
            },
        )
        self.record(
            "credit-standing",
            {"uscc": code},
            {
                "uscc": code,
                "standing": more.get("standing", "green"),
                "serious-bad-record": more.get("serious", "no"),
                "false-commitment": more.get("untrue", "no"),
            },
        )

    def conduct(self, code: str, *, grade: str, happened: list[tuple[str, str, str]]) -> None:
        """What tax, police and overload control hold of a company; `happened` is kind, number and day."""
        self.record("taxpayer-grade", {"uscc": code}, {"uscc": code, "grade": grade, "graded-on": "2026-04-30"})
        for material, kinds in (("traffic-accidents", ("accident", "injury")), ("overload-records", ("overload",))):
            own = [one for one in happened if one[0] in kinds]
            fields = {"uscc": code, "since": "2025-11-01"}
            for nth, (kind, number, day) in enumerate(own, start=1):
                fields |= {f"number-{nth}": number, f"kind-{nth}": kind, f"on-{nth}": day, f"count-{nth}": "1"}
            self.record(material, {"uscc": code}, fields)

    def vehicle(
        self, owner: str, type_index: int, *, plate: str = "", body: str = "", inspected_until: str = INSPECTED
    ) -> dict[str, str]:
        kind, model, gross, load, size, heavy = TYPES[type_index]
        self.plate += 37
        plate = plate or f"豫H{self.plate}"
        colour = "yellow" if heavy else "blue"
        number = vin(body or f"LZZ5ELND0NA{self.plate:06d}")
        keys = {"plate": plate, "plate-colour": colour}
        base = {**keys, "vin": number, "vehicle-type": kind, "brand-model": model}
        registered = {
            **base,
            "gross-mass": str(gross),
            "load-mass": str(load),
            "dimensions": size,
            "use-nature": "货运",
            "owner": owner,
            "registered-on": "2024-03-18",
            "inspection-valid-to": inspected_until,
        }
        self.record("vehicle-licence", {**keys, "vin": number}, registered)
        self.record(
            "vehicle-registration-cert",
            {"vin": number},
            {
                "vin": number,
                "brand-model": model,
                "vehicle-type": kind,
                "owner": owner,
                "registered-on": "2024-03-18",
                "use-nature": "货运",
            },
        )
        self.ledger(
            "vehicle-tech-grade",
            {**keys, "vin": number},
            {
                **keys,
                "vin": number,
                "tech-grade": "一级",
                "graded-on": "2026-03-20",
                "grade-valid-to": "2031-03-31",
                "report-number": f"JZ{self.plate}",
            },
        )
        self.ledger(
            "gnss-proof",
            keys,
            {
                **keys,
                "terminal-id": f"T{self.plate:09d}",
                "online-since": "2024-04-01",
                "provider": "河南省道路运输车辆动态监控平台",
            },
        )
        return registered

    def driver(self, name: str = "", number: str = "") -> tuple[str, str]:
        if not name:
            name, number = self.someone()
        self.person(name, number)
        self.record(
            "driving-licence",
            {"id-number": number},
            {
                "person-name": name,
                "id-number": number,
                "class": "A2",
                "first-issued-on": "2010-06-01",
                "valid-to": "2033-06-01",
                "cert-status": "正常",
            },
        )
        self.ledger(
            "practitioner-cert",
            {"id-number": number, "cert-number": number},
            {
                "cert-number": number,
                "person-name": name,
                "id-number": number,
                "category": "经营性道路货物运输驾驶员",
                "first-issued-on": "2015-05-20",
                "valid-to": "2032-05-20",
                "cert-status": "有效",
                "issued-by": "焦作市交通运输局",
            },
        )
        return name, number


def make() -> dict[str, Any]:
    world = World()
    chen, li, zhao = (
        ("陈建国", "410802199001010010"),
        ("李晓燕", "410821198506151235"),
        ("赵顺达", "410882197512310026"),
    )
    for person in (chen, li, zhao):
        world.driver(*person)
    named = [
        (
            "91410800MA3X00001F",
            "焦作市太行货运有限公司",
            "有限责任公司",
            chen,
            "410802",
            "河南省焦作市解放区塔南路18号",
        ),
        (
            "91410800MA9K12345J",
            "焦作云台物流有限公司",
            "有限责任公司",
            chen,
            "410821",
            "河南省焦作市修武县竹林大道66号",
        ),
        ("92410802MA40ABCDEB", "解放区顺达货运部", "个体工商户", zhao, "410802", "河南省焦作市解放区民主南路5号"),
    ]
    fleets: dict[str, Any] = {}
    for index, (code, name, kind, principal, division, address) in enumerate(named):
        world.company(code, name, kind, principal, division, address)
        plates = [f"豫H{index + 1}{n}{n}{n}{n}" for n in (1, 2, 3)]
        vehicles = [
            world.vehicle(name, n, plate=plate, body=f"LZZ5ELND0NA{index + 1}0000{n + 1}")
            for n, plate in enumerate(plates)
        ]
        vehicles.append(world.vehicle(name, 4))
        drivers = [world.driver() for _ in range(3)]
        fleets[code] = {"vehicles": vehicles, "drivers": drivers}
    for index, stem in enumerate(STEMS):
        # Most sit where the demo has staff.
        division = (*(["410802"] * 9), *(["410821"] * 4), "410803", "410811", "410802", "410821")[index]
        place, street = DIVISIONS[division]
        code = uscc(f"91{division}MA5{index:03d}{(index * 7919) % 1000:03d}"[:17])
        name = f"焦作{stem}{'物流' if index % 2 else '运输'}有限公司"
        special = {
            14: {"serious": "yes", "standing": "red"},
            15: {"untrue": "yes", "standing": "yellow"},
            16: {"status": "吊销"},
        }
        address = f"河南省焦作市{place}{street}{11 + index * 3}号"
        world.company(code, name, "有限责任公司", world.someone(), division, address, **special.get(index, {}))
        fleets[code] = {
            "vehicles": [
                world.vehicle(name, (index + n) % 4, inspected_until=until)
                for n, until in enumerate((LATE_FOR_INSPECTION.get(index, INSPECTED), INSPECTED, INSPECTED))
            ],
            "drivers": [world.driver() for _ in range(2)],
        }
        if index in (12, 13):
            world.ledger(
                "road-transport-licence",
                {"uscc": code, "cert-number": f"豫交运管许可焦字{division}00000{index}号"},
                {
                    "cert-number": f"豫交运管许可焦字{division}00000{index}号",
                    "holder-name": name,
                    "uscc": code,
                    "legal-rep": "",
                    "address": address,
                    "scope": "道路普通货物运输",
                    "issued-by": f"焦作市{place}交通运输局",
                    "valid-from": "2024-05-01",
                    "valid-to": "2028-04-30",
                    "cert-status": "有效",
                    "vehicles-count": "3",
                },
            )
    for nth, code in enumerate(fleets):
        happened = [
            ("accident", "焦公交认字〔2026〕第0431号", "2026-07-18"),
            ("injury", "焦公交认字〔2026〕第0431号", "2026-07-18"),
        ]
        caught = [("overload", "焦治超认〔2026〕0917号", "2026-09-17")]
        world.conduct(code, grade="ABM"[nth % 3], happened=[*happened, *caught] if nth == 5 else [])
    # A driver past the age limit of the law (art. 22), for those who want to see it refused.
    world.driver("郑老旺", citizen_id("41080219580312077"))
    # Lists of hardship: civil affairs and the union know some drivers, one entry has ended.
    listed = {"person-name": "赵顺达", "id-number": zhao[1], "cert-status": "有效", "valid-to": "2027-12-31"}
    world.record("hardship-union", {"id-number": zhao[1]}, listed)
    zheng = citizen_id("41082319700312011")
    ended = {"person-name": "郑长江", "id-number": zheng, "cert-status": "有效", "valid-to": "2025-12-31"}
    world.record("hardship-civil", {"id-number": zheng}, ended)
    return {"records": world.records, "ledgers": world.ledgers, "fleets": fleets}


if __name__ == "__main__":
    target = Path(__file__).parent / "data.json"
    target.write_text(json.dumps(make(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(target)  # noqa: T201
