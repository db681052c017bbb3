#pragma once
#include <string>
#include <vector>

namespace press {

/// The walls around a document, each of which can be seen and tested alone.
enum class Layer { landlock, userIds, systemCalls, limits, environment, descriptors };

inline constexpr Layer allLayers[] = {Layer::landlock, Layer::userIds,     Layer::systemCalls,
                                      Layer::limits,   Layer::environment, Layer::descriptors};

const char* nameOf(Layer layer);

/// A set of layers.
class Layers {
 public:
  /// Names that are no layer are ignored.
  static Layers named(const std::vector<std::string>& names);
  bool has(Layer layer) const { return (bits_ & bit(layer)) != 0; }
  void add(Layer layer) { bits_ |= bit(layer); }
  void remove(Layer layer) { bits_ &= ~bit(layer); }
  std::vector<std::string> names() const;
  /// Without these a document could reach what is not its own. Of the two walls around files one is enough.
  Layers missing() const;

 private:
  static unsigned bit(Layer layer) { return 1u << static_cast<unsigned>(layer); }
  unsigned bits_ = 0;
};

}  // namespace press
