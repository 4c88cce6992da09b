-- lua5.4 sabc.lua TABLE: exact, in its 64-bit whole numbers.
local industry = { Manufacturing = 70, Retail = 55, Healthcare = 80, Finance = 90, Education = 40, Energy = 65,
  Logistics = 60, Technology = 95 }
local names = { "C,0.0", "B,4.5", "A,8.0", "S,12.5" }
local factors, shares = { 0, 3000000, 6000000, 10000000 }, { 0, 10, 15, 20 }
local integer, format = math.tointeger, string.format

local function cents(text)
  return integer(text:sub(1, -4)) * 100 + integer(text:sub(-2))
end

local function half_even(value, divisor)
  local whole, rest = value // divisor, 2 * (value % divisor)
  if rest > divisor or (rest == divisor and whole % 2 == 1) then return whole + 1 end
  return whole
end

local function decide(line)
  local id, trade, y1, y2, y3, potential, years, days, complaints =
    line:match("^([^,]*),([^,]*),[^,]*,([^,]*),([^,]*),([^,]*),([^,]*),([^,]*),([^,]*),([^,]*)")
  local revenue = 5 * cents(y1) + 3 * cents(y2) + 2 * cents(y3) -- tenths of cents
  local size = revenue >= 50000000000 and 100 or revenue >= 10000000000 and 85 or revenue >= 2000000000 and 65
    or revenue >= 500000000 and 45 or revenue >= 100000000 and 25 or 10
  years = integer(years)
  local tenure = years >= 7 and 100 or years >= 3 and 80 or years >= 1 and 50 or 20
  local on_time = 40
  if days ~= "" then
    days = integer(days)
    on_time = days <= 15 and 100 or days <= 30 and 85 or days <= 60 and 60 or days <= 90 and 30 or 0
  end
  local risk = math.max(0, on_time - 5 * integer(complaints))
  local points = 35 * size + 15 * industry[trade] + 10 * tenure + 15 * risk
  local score = half_even(points * 100000000 + 25 * math.min(2 * cents(potential), 10000000000), 100000000)
  local tier = score >= 8000 and 4 or score >= 6500 and 3 or score >= 4500 and 2 or 1
  local credit = half_even(math.min(score * factors[tier], revenue * shares[tier]), 1000)
  return format("%s,%d.%02d,%s,%d.%02d\n", id, score // 100, score % 100, names[tier], credit // 100, credit % 100)
end

local table_file = assert(io.open(arg[1]))
local lines = table_file:lines()
lines() -- the header
io.write("id,score,tier,discount,credit_limit\n")
local text, count = {}, 0
for line in lines do
  count = count + 1
  text[count] = decide(line)
  if count == 4096 then
    io.write(table.concat(text))
    count = 0
  end
end
io.write(table.concat(text, "", 1, count))
