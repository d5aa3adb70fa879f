"""What a table and a cell mean, decision by decision, for the reference page on workbooks."""

TABLES = """\
## Tables

Each row of a table is read or named in a finding, whatever the shape of the table.

- **Headers** stand where the column that rows are known by (the id, or the proposal) and one more
  known column are named, within the first thirty filled rows; else in the row that names the most
  columns, if it names two; else in the first filled row. `header_row` in the round says otherwise.
- Rows above the headers are not read, with a note. If one of them names two columns or more it
  could be a table without its id: a problem. "in TEUR", "(Mio. €)", "in CHF" there: a warning.
- **Two rows of headers** are one header only where merged cells say so: a caption merged across the
  columns below it, or a header merged down. "Beantragt" over "2018" and "2019" is the requested
  amount of each year; a caption that is no known name is passed over, but for its currency.
- A header that is nearly a known one is proposed, never taken; two equal ones are a problem; so are
  an unknown header and an unknown sheet, until the round leaves them out.
- **Merged cells in the table** are never filled down or across. Where they keep a value from a row
  or column that is read: one problem for the merged cells. Where a cell below them holds a value
  that nobody sees: a problem.
- **A second table on the sheet**: below, its headers are a problem, and its rows are read by the
  first headers; beside, its headers are doubles or unknown: a problem.
- **A total** (Summe, Zwischensumme, Gesamt, insgesamt, Gesamtergebnis, Total, Subtotal, Sum, Somme,
  Sous-total, Σ; alone, before or behind what it is of: "A-01 Ergebnis") in place of the id: a
  problem, until the round leaves the row out.
- A row without id or proposal, and a value under no header: a problem.
- Rows that are hidden or filtered away count. Rows and cells that are only formatted are none.

"""

CELLS = """\
## Cells

What a cell says has one meaning or is a problem that names the cell. Nothing is guessed, rounded
(but for parts of a second) or dropped.

- **Numbers as text** are read in the style that the round declares, and refused in any other:
  german `1.234,56` or `1 234,56`, english `1,234.56`, swiss `1'234.56` or `1 234.56` (' or ’),
  french `1 234,56`. The space may be a no-break, narrow no-break, thin or figure space. Without a
  declared style a text is read in all four; if that gives two values (`1.234`), it is a problem.
- Spaces, tabs and line breaks around a number do not matter. A minus is `-` or `−`, and stands
  before it. Refused: a plus sign, parentheses or a minus behind for negatives, dashes as minus,
  fractions (1/2, ½), exponents (1E3), `5,-`, words, k€, T€, TEUR, Mio., digits other than 0 to 9,
  characters that cannot be seen.
- **Amounts** may have the call's currency before or after (EUR, €, Euro), and no other unit. They
  are not negative and no finer than a cent. A **percent** is as it is shown: 62.5.
- **Number cells** count as they are stored, to fifteen digits, whatever their format rounds, scales
  or calls them; an amount shown in another currency, or as thousands that it is not (5 as "5 T€"),
  is a problem. Sixteen digits and more (1E+15): a problem. TRUE and FALSE are no numbers, and
  neither are dates and times: a problem.
- **Days** as text are 2016-12-31 or 31.12.2016 (1.2.2016). Refused: 01/02/2016, two-digit years,
  names of months, days that do not exist, a number without the format of a date (42735).
- **Date cells** count by the workbook's own system, from 1900 or from 1904. Of the system from 1900
  the numbers below 61, which programs count differently (60 is a day that never was), are a
  problem. A time in a cell of days does not matter.
- **Times** as text are 2016-12-22 16:05, with seconds or without, with a zone (Z, +01:00) or
  without, then in that of the deadline; or 22.12.2016 16:05, also with a comma, 16.05 or Uhr.
  Refused: 24:00, MEZ, pm, parts of a second as text. A day alone has no time: a problem. A time in
  a cell counts to the second, as it is shown: 12:00:00.4 is 12:00:00, and in time for a deadline at
  noon.
- **Formulas** count with the value that was saved, with a note, though it be forged; without one: a
  problem. **Errors**, in a cell or as text (#N/A, #NV): a problem wherever they would be read.
- **Ids**: a number is its digits with the zeros that its format shows (17 as `000` is 017), 17.0 is
  17, and 17 is not 017. A number with decimals (1.10 becomes 1.1), a negative one, one of sixteen
  digits, one that its format shows with other letters: a problem.
- Two ids that differ only in case, spaces, the kind of dash, composed or full-width letters,
  characters that cannot be seen, Cyrillic or Greek letters that look Latin: a problem that names
  both cells, in one workbook or in two. A partner, site or mark whose proposal only looks the same
  belongs to none: a problem that names the id that may be meant. The same holds for jurors.
- A character in an id that cannot be seen (zero width, soft hyphen, marks of direction, controls):
  a problem even without a twin. Composed and decomposed letters (é) are the same.
- **Names of the call** (lots, criteria, topics, Länder, values of columns) are found whatever
  their case, spaces, dashes between words, ä or ae. Signs count in lots, topics and values: A+ and
  A- are two. A name that only looks the same (Cyrillic, full-width) is a problem that names what
  may be meant.
- **Organisations** are one if they differ only in case, spaces, punctuation, ä or ae, full-width
  letters, legal form, or in what cannot be seen. If they differ in letters of another alphabet that
  look the same: a problem. Nearly the same: a warning.
- **Texts** are one line: line breaks, tabs and control characters are spaces, without spaces at the
  ends. A number in a column of texts is its digits, a truth TRUE or FALSE. `_x000D_` is the
  character that it stands for; half a pair (`_xD800_`), `_xFFFE_` and zero are a problem. More than
  32,767 characters: a problem.
- **Postal codes** of Germany that lost a zero get it back where the format shows it, or where the
  country or Land is given; else four digits are a problem.

"""
