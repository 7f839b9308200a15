#!/usr/bin/env python3
"""Prints made-up Forms 4 and reads them back, as a person would who has no XML.

    print-pages.py DIRECTORY [COUNT [SEED]]

For each form it writes NNN.json (what the form says), NNN.pdf.txt (the PDF's text layer, `pdftotext -layout`) and
NNN.ocr.txt (a picture of the page, read by tesseract). Needs chromium, poppler-utils and tesseract-ocr; without them it
says so and ends with 77.
"""
import json, pathlib, random, shutil, subprocess, sys, tempfile

FAMILIES = ["Ashdown", "Birkett", "Fenwick", "Hadley", "Lomax", "Norbury", "Tolliver", "Wexford"]
GIVEN = ["Agnes", "Bruno", "Edith", "Gordon", "Lydia", "Ralph", "Ursula", "Victor"]
COMPANIES = ["MARLOW BAY ROBOTICS INC", "REDWILLOW WATER CO", "TIDEWATER SOFTWARE INC", "ALDER CREEK MINERALS CORP"]
TITLES = ["Chief Executive Officer", "Chief Financial Officer", "General Counsel", "Senior Vice President"]
SECURITIES = ["Common Stock", "Class A Common Stock", "Ordinary Shares"]


def form(rng):
    family, given, initial = rng.choice(FAMILIES), rng.choice(GIVEN), rng.choice("ABCDEFGH") + "."
    officer, day, balance, rows, notes = rng.random() < 0.6, rng.randint(2, 25), rng.randint(60000, 400000), [], []
    month, year, company = rng.randint(1, 12), rng.randint(2005, 2022), rng.choice(COMPANIES)
    for _ in range(rng.randint(1, 4)):
        code = rng.choice("PSSFM")
        acquired, shares = code in "PM", rng.randint(100, 20000)
        balance += shares if acquired else -shares
        price, noted = rng.randint(200, 9000) / 100, code == "S" and rng.random() < 0.5
        if noted:
            notes.append(f"The price reported in Column 4 is a weighted average price. These shares were sold in multiple "
                         f"transactions at prices ranging from ${price - 0.11:.2f} to ${price + 0.12:.2f}, inclusive.")
        rows.append(dict(security="", date=f"{year}-{month:02}-{day:02}", code=code, shares=shares, acquired=acquired,
                         price=price, owned_after=balance, direct=True, footnote=len(notes) if noted else None))
    title = rng.choice(SECURITIES)
    for row in rows:
        row["security"] = title
    director = not officer or rng.random() < 0.5
    return dict(form="4", issuer=dict(name=company, ticker="".join(rng.sample("ABCDEFGHKLMNPRSTW", 4))),
                owner=dict(name=f"{family} {given} {initial}", director=director, officer=officer,
                           ten_percent_owner=rng.random() < 0.2, title=rng.choice(TITLES) if officer else None),
                period=rows[0]["date"], transactions=rows, footnotes=notes, illegible=[],
                signed=f"{year}-{month:02}-{day + 2:02}", signer=f"{given} {initial} {family}")


def printed_day(iso):
    year, month, day = iso.split("-")
    return f"{month}/{day}/{year}"


def page(t):
    box = lambda ticked: f'<td class="box">{"X" if ticked else ""}</td>'
    owner, d = t["owner"], printed_day
    rows = "".join(
        f"<tr><td>{r['security']}</td><td>{d(r['date'])}</td><td></td><td>{r['code']}</td><td></td><td>{r['shares']:,}</td>"
        f"<td>{'A' if r['acquired'] else 'D'}</td><td>${r['price']:.2f}{'<sup>(%d)</sup>' % r['footnote'] if r['footnote'] else ''}</td>"
        f"<td>{r['owned_after']:,}</td><td>D</td><td></td></tr>" for r in t["transactions"])
    notes = "".join(f"<p>{i + 1}. {note}</p>" for i, note in enumerate(t["footnotes"]))
    return f"""<!DOCTYPE html><html><head><style>
@page {{ size: A4 landscape; margin: 9mm }} body {{ font: 9pt "DejaVu Sans", Arial, sans-serif }}
table {{ border-collapse: collapse; width: 100% }} table.t td, table.t th {{ border: 1px solid black; padding: 2px; vertical-align: top; font-weight: normal }}
.box {{ border: 1px solid black; width: 1.2em; text-align: center }} h3 {{ text-align: center; margin: 2px }}
</style></head><body><h3>FORM 4</h3><h3>UNITED STATES SECURITIES AND EXCHANGE COMMISSION</h3><p>Washington, D.C. 20549</p>
<p>OMB APPROVAL OMB Number: 3235-0287</p>
<p>Check this box if no longer subject to Section 16. Form 4 or Form 5 obligations may continue. See Instruction 1(b).</p>
<h3>STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP</h3>
<p>Filed pursuant to Section 16(a) of the Securities Exchange Act of 1934</p>
<table class="t"><tr><td>1. Name and Address of Reporting Person<sup>*</sup><br><u>{owner['name']}</u></td>
<td>2. Issuer Name <b>and</b> Ticker or Trading Symbol<br><u>{t['issuer']['name']}</u> [ {t['issuer']['ticker']} ]</td>
<td rowspan="2">5. Relationship of Reporting Person(s) to Issuer<br>(Check all applicable)
<table><tr>{box(owner['director'])}<td style="border:0">Director</td>{box(owner['ten_percent_owner'])}<td style="border:0">10% Owner</td></tr>
<tr>{box(owner['officer'])}<td style="border:0">Officer (give title below)</td>{box(False)}<td style="border:0">Other (specify below)</td></tr></table>
{owner['title'] or ''}</td></tr>
<tr><td>(Last) (First) (Middle)<br>12 MILL LANE</td><td>3. Date of Earliest Transaction (Month/Day/Year)<br>{d(t['period'])}</td></tr>
<tr><td>(Street)<br>PORT ELDER ME 04999</td><td>4. If Amendment, Date of Original Filed (Month/Day/Year)</td>
<td>6. Individual or Joint/Group Filing (Check Applicable Line)<br>X Form filed by One Reporting Person</td></tr></table>
<table class="t"><tr><th colspan="11"><b>Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned</b></th></tr>
<tr><th>1. Title of Security (Instr. 3)</th><th>2. Transaction Date (Month/Day/Year)</th><th>2A. Deemed Execution Date, if any (Month/Day/Year)</th>
<th colspan="2">3. Transaction Code (Instr. 8)</th><th colspan="3">4. Securities Acquired (A) or Disposed Of (D) (Instr. 3, 4 and 5)</th>
<th>5. Amount of Securities Beneficially Owned Following Reported Transaction(s) (Instr. 3 and 4)</th><th>6. Ownership Form: Direct (D) or Indirect (I) (Instr. 4)</th>
<th>7. Nature of Indirect Beneficial Ownership (Instr. 4)</th></tr>
<tr><th></th><th></th><th></th><th>Code</th><th>V</th><th>Amount</th><th>(A) or (D)</th><th>Price</th><th></th><th></th><th></th></tr>{rows}</table>
<table class="t"><tr><th><b>Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned (e.g., puts, calls, warrants, options, convertible securities)</b></th></tr>
<tr><th>1. Title of Derivative Security (Instr. 3) 2. Conversion or Exercise Price of Derivative Security 3. Transaction Date (Month/Day/Year)</th></tr></table>
<p><b>Explanation of Responses:</b></p>{notes}<p><b>Remarks:</b></p>
<p><u>{t['signer']}</u> <u>{d(t['signed'])}</u></p><p>** Signature of Reporting Person Date</p>
<p>Reminder: Report on a separate line for each class of securities beneficially owned directly or indirectly.</p></body></html>"""


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main():
    missing = [tool for tool in ("chromium", "pdftotext", "pdftoppm", "tesseract") if not shutil.which(tool)]
    if missing:
        print("not installed: " + ", ".join(missing), file=sys.stderr)
        sys.exit(77)
    target = pathlib.Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    with tempfile.TemporaryDirectory() as work:
        for number in range(int(sys.argv[2]) if len(sys.argv) > 2 else 4):
            truth, name = form(rng), f"{number:03}"
            html, pdf, picture = (pathlib.Path(work) / (name + end) for end in (".html", ".pdf", ""))
            html.write_text(page(truth))
            run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={pdf}", str(html))
            run("pdftotext", "-layout", str(pdf), str(target / (name + ".pdf.txt")))
            run("pdftoppm", "-r", "200", "-gray", "-png", str(pdf), str(picture))
            for png in sorted(picture.parent.glob(f"{name}-*.png")):
                run("tesseract", str(png), str(png.with_suffix("")), "--psm", "6")
            texts = sorted(picture.parent.glob(f"{name}-*.txt"))
            (target / (name + ".ocr.txt")).write_text("".join(text.read_text() for text in texts))
            (target / (name + ".json")).write_text(json.dumps(truth, indent=1))


main()
