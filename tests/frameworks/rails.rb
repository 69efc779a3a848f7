# SPDX-License-Identifier: Apache-2.0
# Runs the Ruby that `cspkit convert` writes with the real ActionDispatch, and compares the headers with the policy.
#
# Usage: rails.rb CSPKIT. Exit status 1 where a header differs, 77 where ActionDispatch is not installed.
require "json"
require "open3"
require "securerandom"

begin
  require "active_support"
  require "action_dispatch"
rescue LoadError => error
  puts "#{error.message}; ./dev test installs it (ruby-actionpack)"
  exit 77
end

PROGRAM = ARGV.fetch(0)
HEADERS = { "--policy" => "Content-Security-Policy", "--report-only" => "Content-Security-Policy-Report-Only" }.freeze

# What an initializer sees of Rails: settings that it makes, and middleware that it adds.
class Settings
  attr_reader :used, :policy
  attr_accessor :content_security_policy_nonce_generator, :content_security_policy_nonce_directives,
                :content_security_policy_report_only

  def initialize
    @used = []
  end

  def content_security_policy(&block)
    @policy = ActionDispatch::ContentSecurityPolicy.new(&block)
  end

  def middleware
    self
  end

  def use(kind)
    @used << kind
  end
end

module Rails
  class << self
    attr_accessor :settings

    def application
      self
    end

    def configure(&block)
      instance_exec(&block)
    end

    def config
      settings
    end
  end
end

def headers_of(code)
  Rails.settings = settings = Settings.new
  TOPLEVEL_BINDING.eval("Object.send(:remove_const, :ContentSecurityPolicyHeaders) if defined?(ContentSecurityPolicyHeaders)")
  eval(code, TOPLEVEL_BINDING.dup) # rubocop:disable Security/Eval
  app = ->(_env) { [200, { "Content-Type" => "text/html" }, []] }
  settings.used.reverse_each { |kind| app = kind.new(app) }
  app = ActionDispatch::ContentSecurityPolicy::Middleware.new(app)
  environment = Rack::MockRequest.env_for("/").merge(
    "action_dispatch.content_security_policy" => settings.policy,
    "action_dispatch.content_security_policy_report_only" => settings.content_security_policy_report_only,
    "action_dispatch.content_security_policy_nonce_generator" => settings.content_security_policy_nonce_generator,
    "action_dispatch.content_security_policy_nonce_directives" => settings.content_security_policy_nonce_directives
  )
  app.call(environment)[1]
end

# Directives with their sources, in an order of their own: Rails puts the nonce last.
def meaning(text)
  text.split(";").map { |directive| name, *sources = directive.split; [name, sources.sort] }.sort
end

def problem(asked)
  words = asked.flat_map { |flag, policy| ["#{flag}=#{policy}"] }
  text, status = Open3.capture2(PROGRAM, "convert", "--to", "rails", *words, err: File::NULL)
  return "exit status #{status.exitstatus}" unless status.success?

  first, second = [headers_of(text), headers_of(text)].map do |headers|
    HEADERS.to_h { |flag, name| [flag, headers[name]] }
  end
  HEADERS.each_key do |flag|
    return "#{flag} was not asked for: #{first[flag]}" if first[flag] && !asked[flag]
    next unless asked[flag]
    return "#{flag} is missing" unless first[flag]

    nonces = [first, second].map { |headers| headers[flag][%r{'nonce-([A-Za-z0-9+/_-]{22,}={0,2})'}, 1] }
    if asked[flag].include?("'nonce-{nonce}'")
      return "no fresh nonce: #{first[flag]}" if nonces.include?(nil) || nonces[0] == nonces[1]

      first[flag] = first[flag].gsub("'nonce-#{nonces[0]}'", "'nonce-{nonce}'")
    end
    return "asked #{asked[flag]}\n    sent  #{first[flag]}" unless meaning(first[flag]) == meaning(asked[flag])
  end
  nil
end

policies = JSON.parse(`python3 #{File.join(__dir__, "../servers/policies.py")} 60`)
policies << "default-src 'self'; img-src * data:; script-src 'nonce-{nonce}' 'self'; report-uri /r; upgrade-insecure-requests"
failures = 0
policies.each_with_index do |policy, number|
  asked = {}
  asked["--policy"] = policy if number % 3 != 1
  asked["--report-only"] = policy if number % 3 != 0
  wrong = problem(asked)
  next unless wrong

  failures += 1
  puts "case #{number}: #{wrong}"
end
puts "rails: #{policies.size} policies, #{failures} differ (ActionDispatch #{ActionPack.version})"
exit(failures.zero? ? 0 : 1)
