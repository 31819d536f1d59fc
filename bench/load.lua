-- What wrk sends and says. After its own arguments it is given a seed, the visitor's cookies, and for a POST the form.
-- In the form, {id} becomes a fresh UUID and {day} one of the last 600 days.
local DAY = 24 * 3600

local function fresh_id()
  local id = ("xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx"):gsub("x", function() return ("%x"):format(math.random(0, 15)) end)
  return id
end

local function some_day()
  return os.date("!%Y-%m-%d", os.time() - math.random(1, 600) * DAY)
end

function init(args)
  math.randomseed(tonumber(args[1]))
  wrk.headers["Cookie"] = args[2]
  local form = args[3]
  if form then
    wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
    request = function()
      return wrk.format("POST", nil, nil, (form:gsub("{id}", fresh_id):gsub("{day}", some_day)))
    end
  end
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(("\n%d %d %d %d %d"):format(
    latency:percentile(50), latency:percentile(95), summary.duration, summary.requests, failed))
end
