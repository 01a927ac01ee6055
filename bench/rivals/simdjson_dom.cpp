// Parses each line with simdjson's DOM, on one thread, and looks at nothing but that it has a recordId.
// Reads blocks of 16 MB into one buffer, so that it needs no more memory for a larger file.
#include <simdjson.h>
#include <sys/resource.h>

#include <cstdio>
#include <cstring>
#include <vector>

namespace {

constexpr size_t kBlock = 16 << 20;

struct Lines {
  simdjson::dom::parser parser;
  long records = 0;

  // Parses the whole lines in front, and gives how many bytes they take.
  size_t parse(const char *bytes, size_t filled) {
    size_t start = 0;
    while (const void *newline = memchr(bytes + start, '\n', filled - start)) {
      const size_t end = static_cast<const char *>(newline) - bytes;
      line(bytes + start, end - start);
      start = end + 1;
    }
    return start;
  }

  void line(const char *text, size_t length) {
    // what stands behind the line serves as the padding that simdjson reads over
    simdjson::dom::element record;
    if (parser.parse(text, length, false).get(record)) std::abort();
    if (!record["recordId"].is_string()) std::abort();
    records += 1;
  }
};

double seconds(const timeval &time) { return time.tv_sec + time.tv_usec / 1e6; }

}  // namespace

int main(int count, char **words) {
  FILE *file = count > 1 ? fopen(words[1], "rb") : nullptr;
  if (file == nullptr) return 1;
  std::vector<char> buffer(2 * kBlock + simdjson::SIMDJSON_PADDING);
  Lines lines;
  size_t filled = 0;
  while (size_t bytes = fread(buffer.data() + filled, 1, kBlock, file)) {
    filled += bytes;
    const size_t taken = lines.parse(buffer.data(), filled);
    memmove(buffer.data(), buffer.data() + taken, filled - taken);
    filled -= taken;
    if (filled > kBlock) return 1;
  }
  if (filled > 0) lines.line(buffer.data(), filled);
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("{\"records\":%ld,\"cpuSeconds\":%f,\"rssBytes\":%ld}\n", lines.records,
         seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss * 1024);
}
